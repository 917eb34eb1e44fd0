import '../styles/library.css'
import { isBlank, type Document } from '@lectern/protocol'
import { useChat, useLoad } from '@lectern/react'
import { Trouble } from '@lectern/react/ui'
import { useCallback } from 'react'
import { texts } from '../texts/texts.ts'
import { PageHeader } from '../ui/PageHeader.tsx'
import { navigate } from '../navigation.ts'
import { documentPath } from '../routes.ts'
import { EditorForm } from './EditorForm.tsx'
import { ListSkeleton } from './ListSkeleton.tsx'
import { useEditor } from './use-editor.ts'
import { usePageTitle } from '../ui/page-title.ts'

const t = texts.library

/** A new version of a document. */
export const EditDocumentPage = ({ document_id }: { document_id: string }) => {
  const { documents } = useChat()
  const [loaded, reload] = useLoad(useCallback(() => documents.get(document_id), [documents, document_id]))
  switch (loaded.status) {
    case 'loading':
      return <ListSkeleton />
    case 'failed':
      return <Trouble title={texts.notLoaded} error={loaded.error} onRetry={reload} />
    case 'ready':
      return <EditPage key={loaded.value.version} document={loaded.value} onTheirs={reload} />
  }
}

const EditPage = ({ document, onTheirs }: { document: Document; onTheirs(): void }) => {
  const { id, title, content, version, format } = document
  usePageTitle(t.editTitle(title))
  const back = documentPath({ document_id: id })
  const place = document.conversation_id ?? 'school'
  const lang = document.lang_chosen ? (document.lang ?? '') : ''
  const start = { title, content, base_version: version, place, lang }
  const editor = useEditor(id, start, () => navigate(back, { replace: true }))
  const isReady = !isBlank(editor.written.title) && !isBlank(editor.written.content)
  const discard = () => {
    editor.discard()
    if (editor.conflict) onTheirs()
  }
  return (
    <section className="page" aria-label={t.edit}>
      <PageHeader title={t.editTitle(title)} back={back}>
        <button
          type="button"
          className="button button-primary"
          disabled={!isReady || editor.isBusy || !editor.shown.complete || editor.conflict !== undefined}
          onClick={() => void editor.save()}
        >
          {editor.isBusy ? t.saving : t.save}
        </button>
      </PageHeader>
      <EditorForm
        editor={{ ...editor, discard }}
        editorKey={id}
        format={format}
        before={content}
        images={document.images}
      />
    </section>
  )
}
