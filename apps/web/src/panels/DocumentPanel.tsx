import { DocumentView, useBackCloses, type DocumentTarget } from '@lectern/react'
import { CloseIcon, DeeperHeadings, ExpandIcon } from '@lectern/react/ui'
import { texts } from '../texts/texts.ts'
import { navigate } from '../navigation.ts'
import { conversationPath, documentPath } from '../routes.ts'
import { TipButton } from '../ui/TipButton.tsx'
import { Layer } from '../ui/Layer.tsx'
import { showDocument } from './show-document.ts'
import { setSideLayer } from './side-layer.ts'

const t = texts.library

const close = (): void => setSideLayer({ document: undefined })

/** A document beside the conversation that cites it: a column if there is space, else a sheet over the page. */
export const DocumentPanel = ({ target, isColumn }: { target: DocumentTarget; isColumn: boolean }) => {
  useBackCloses(close, isColumn)
  const content = (
    <DeeperHeadings by={1}>
      <DocumentView
        target={target}
        onTarget={showDocument}
        onMessage={(conversation_id, message_id) => navigate(conversationPath(conversation_id, message_id))}
      />
    </DeeperHeadings>
  )
  const act = (
    <TipButton icon={<ExpandIcon />} label={t.openPage} onClick={() => navigate(documentPath(target))} />
  )
  if (!isColumn)
    return (
      <Layer open onClose={close} title={t.panel} shape="sheet" act={act}>
        <div className="panel-scroll">{content}</div>
      </Layer>
    )
  return (
    <aside className="right right-document" aria-label={t.panel}>
      <header className="panel-header">
        <h2 className="panel-title">{t.panel}</h2>
        {act}
        <TipButton icon={<CloseIcon />} label={t.closePanel} onClick={close} />
      </header>
      <div className="panel-scroll">{content}</div>
    </aside>
  )
}
