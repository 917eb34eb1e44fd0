import '../styles/library.css'
import { isBlank, LIMITS } from '@lectern/protocol'
import { useChat, useConversations, useLoad } from '@lectern/react'
import { useCallback, useId } from 'react'
import { texts } from '../texts/texts.ts'
import { PageHeader } from '../ui/PageHeader.tsx'
import { navigate } from '../navigation.ts'
import { documentPath, libraryPath, type LibraryFilter } from '../routes.ts'
import { EditorForm } from './EditorForm.tsx'
import { useEditor, type Editor } from './use-editor.ts'

const t = texts.library
const NEW = 'new'

/** The editor of a new document. */
export const NewDocumentPage = ({ filter: { place, collection } }: { filter: LibraryFilter }) => {
  const start = { title: '', content: '', place: place ?? 'school', ...(collection && { collection }) }
  const editor = useEditor(NEW, start, ({ id }) =>
    navigate(documentPath({ document_id: id }), { replace: true }),
  )
  const { written, isBusy, save } = editor
  const isReady = !isBlank(written.title) && !isBlank(written.content) && editor.shown.complete && !isBusy
  return (
    <section className="page" aria-label={t.write}>
      <PageHeader title={t.write} back={libraryPath()}>
        <button type="button" className="button" disabled={!isReady} onClick={() => void save('draft')}>
          {t.saveDraft}
        </button>
        <button
          type="button"
          className="button button-primary"
          disabled={!isReady}
          onClick={() => void save('published')}
        >
          {isBusy ? t.saving : t.publish}
        </button>
      </PageHeader>
      <EditorForm editor={editor} editorKey={NEW} format="markdown" before="">
        <PlaceFields editor={editor} />
      </EditorForm>
    </section>
  )
}

/** Its readers, and its collection. */
const PlaceFields = ({ editor: { written, write } }: { editor: Editor }) => {
  const { documents } = useChat()
  const listId = useId()
  const conversations = useConversations((state) => state.items).filter(({ kind }) => kind !== 'direct')
  const [loaded] = useLoad(useCallback(() => documents.collections(), [documents]))
  const collections = loaded.status === 'ready' ? loaded.value : []
  const place = written.place ?? 'school'
  const names = collections.filter(({ conversation_id = 'school' }) => conversation_id === place)
  return (
    <>
      <label className="field">
        <span className="field-label">{t.readers}</span>
        <select className="input" value={place} onChange={(event) => write({ place: event.target.value })}>
          <option value="school">{t.everybody}</option>
          {conversations.map(({ id, display_title }) => (
            <option key={id} value={id}>
              {t.membersOf(display_title)}
            </option>
          ))}
        </select>
      </label>
      <label className="field">
        <span className="field-label">{t.collection}</span>
        <input
          className="input"
          list={listId}
          value={written.collection ?? ''}
          maxLength={LIMITS.title_chars}
          placeholder={t.collectionHint}
          onChange={(event) => write({ collection: event.target.value })}
        />
        <datalist id={listId}>
          {names.map(({ name }) => name !== undefined && <option key={name}>{name}</option>)}
        </datalist>
      </label>
    </>
  )
}
