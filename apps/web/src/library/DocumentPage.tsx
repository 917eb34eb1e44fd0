import '../styles/library.css'
import { addressOf } from '../base-path.ts'
import { isStaff, type Document, type Me } from '@lectern/protocol'
import { DocumentView, useChat, useSnapshot, type DocumentTarget } from '@lectern/react'
import { BackIcon, CopyIcon, DeeperHeadings, UploadIcon } from '@lectern/react/ui'
import { useCallback, useState } from 'react'
import { texts } from '../texts/texts.ts'
import { goBack, navigate } from '../navigation.ts'
import { conversationPath, documentPath, editDocumentPath, libraryPath } from '../routes.ts'
import { TipButton } from '../ui/TipButton.tsx'
import { useTrouble } from '../ui/report.ts'
import { useToasts } from '../ui/toasts.ts'
import { IntakeList } from './IntakeList.tsx'
import { usePageTitle } from '../ui/page-title.ts'
import { useChooser } from './use-intake.ts'

const t = texts.library

/** A document on a page of its own. */
export const DocumentPage = ({ user, target }: { user: Me; target: DocumentTarget }) => {
  const [title, setTitle] = useState<string>()
  const show = useCallback((document: Document) => setTitle(document.title), [])
  usePageTitle(title)
  return (
    <section className="page" aria-label={t.document}>
      <header className="page-header">
        <TipButton icon={<BackIcon />} label={t.toLibrary} onClick={() => goBack(libraryPath())} />
        <span className="page-title library-title">{t.title}</span>
        <CopyLink target={target} />
      </header>
      <div className="page-scroll">
        <IntakeList document_id={target.document_id} />
        <DeeperHeadings by={-1}>
          <DocumentView
            // Loaded again after each version that was uploaded here.
            key={useUploaded(target.document_id)}
            target={target}
            onTarget={(next) => navigate(documentPath(next), { replace: true })}
            onMessage={(conversation_id, message_id) =>
              navigate(conversationPath(conversation_id, message_id))
            }
            onShown={show}
            {...(isStaff(user.role) && { acts: staffActs })}
          />
        </DeeperHeadings>
      </div>
    </section>
  )
}

const staffActs = (document: Document, put: (document: Document) => void) => (
  <StaffActs document={document} put={put} />
)

const useUploaded = (document_id: string): number =>
  useSnapshot(useChat().documents.intake.items).filter(
    (item) => item.document_id === document_id && item.status === 'done',
  ).length

const CopyLink = ({ target }: { target: DocumentTarget }) => {
  const toasts = useToasts()
  const copy = () =>
    void navigator.clipboard
      .writeText(location.origin + addressOf(documentPath(target)))
      .then(() => toasts.note(texts.copied))
  return <TipButton icon={<CopyIcon />} label={texts.shell.copyLink} onClick={copy} />
}

const StaffActs = ({ document, put }: { document: Document; put: (document: Document) => void }) => {
  const { documents } = useChat()
  const report = useTrouble()
  const toasts = useToasts()
  const { id, state, title } = document
  const { choose, input } = useChooser(([file]) => file && documents.intake.addVersion(document, file), false)
  const change = (next: 'published' | 'withdrawn') =>
    documents
      .change(id, { state: next })
      .then((changed) => put({ ...document, state: changed.state }), report)
  const withdraw = () => {
    put({ ...document, state: 'withdrawn' })
    toasts.undoable(t.willWithdraw(title), texts.undo, {
      commit: () => void change('withdrawn'),
      undo: () => put(document),
    })
  }
  return (
    <div className="document-acts">
      {state === 'published' ? (
        <button type="button" className="button button-quiet" onClick={withdraw}>
          {t.withdraw}
        </button>
      ) : (
        <button type="button" className="button" onClick={() => void change('published')}>
          {state === 'draft' ? t.publish : t.restore}
        </button>
      )}
      <button type="button" className="button" onClick={choose}>
        <UploadIcon />
        <span>{t.uploadVersion}</span>
      </button>
      <input {...input} />
      <button type="button" className="button" onClick={() => navigate(editDocumentPath(id))}>
        {t.edit}
      </button>
    </div>
  )
}
