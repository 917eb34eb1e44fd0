import { useConversationHandle, useStore } from '@lectern/react'
import { CloseIcon, DeeperHeadings } from '@lectern/react/ui'
import { useCallback, useDeferredValue, useEffect } from 'react'
import { lazyOverlay } from '../ui/lazy.ts'
import { texts } from '../texts/texts.ts'
import { setSideLayer, useSideLayer } from './side-layer.ts'
import type { Details } from './use-details.ts'
import { PANELS, usePreferences } from '../preferences.ts'
import { TipButton } from '../ui/TipButton.tsx'
import { Layer } from '../ui/Layer.tsx'
import { Resizer } from './Resizer.tsx'

const DocumentPanel = lazyOverlay(async () => (await import('./DocumentPanel.tsx')).DocumentPanel)

const ConversationDetails = lazyOverlay(
  async () => (await import('./DetailsContent.tsx')).ConversationDetails,
)

const t = texts.shell

interface RightPanelProps {
  conversation_id: string
  details: Details
}

/** Beside a conversation. On a switch, the messages come first and this panel follows. */
export const RightPanel = ({ conversation_id, details }: RightPanelProps) => {
  const { isOpen, isColumn, toggle } = details
  const { document } = useSideLayer()
  const shown = useDeferredValue(conversation_id)
  const { preferences, prefer } = usePreferences()
  const preferTab = useCallback((right_tab: string) => prefer({ right_tab }), [prefer])
  const { timeline } = useConversationHandle(conversation_id)
  useClosedByLeaving(conversation_id)
  const isMissing = useStore(timeline, ({ error }) => error?.problem.code === 'not_found')
  if (document) return <DocumentPanel target={document} isColumn={isColumn} />
  // Nobody can act on the conversation they have just left.
  const content = (
    <div className="panel-scroll" inert={shown !== conversation_id}>
      <DeeperHeadings by={1}>
        <ConversationDetails
          conversationId={shown}
          onJump={isColumn ? undefined : toggle}
          tab={preferences.right_tab}
          onTab={preferTab}
        />
      </DeeperHeadings>
    </div>
  )
  if (!isColumn) {
    return (
      <Layer open={isOpen && !isMissing} onClose={toggle} title={t.details} shape="sheet">
        {content}
      </Layer>
    )
  }
  if (!isOpen || isMissing) return null
  return (
    <aside className="right" aria-label={t.details}>
      <Resizer
        label={t.resizeDetails}
        panel="end"
        width={preferences.right_width}
        limits={PANELS.right}
        onResize={(right_width) => prefer({ right_width })}
      />
      <header className="panel-header">
        <h2 className="panel-title">{t.details}</h2>
        <TipButton icon={<CloseIcon />} label={t.hideDetails} onClick={toggle} />
      </header>
      {content}
    </aside>
  )
}

/** What is open belongs to its conversation. */
const useClosedByLeaving = (conversation_id: string): void => {
  useEffect(() => () => setSideLayer({ details: false, document: undefined }), [conversation_id])
}
