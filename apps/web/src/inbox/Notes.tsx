import { LIMITS } from '@lectern/protocol'
import { useLoad } from '@lectern/react'
import { say, Trouble } from '@lectern/react/ui'
import { useCallback, useState, type FormEvent } from 'react'
import { formatMoment, texts } from '../texts/texts.ts'
import { useTrouble } from '../ui/report.ts'
import type { ToolProps } from './InboxTools.tsx'
import { t } from './texts/texts.ts'

/** For staff alone. */
export const Notes = ({ desk, item, me }: ToolProps) => {
  const [loaded, reload] = useLoad(useCallback(() => desk.notes(item), [desk, item]))
  const [text, setText] = useState('')
  const [isBusy, setBusy] = useState(false)
  const trouble = useTrouble()
  const run = async (work: () => Promise<unknown>, done: string) => {
    if (isBusy) return
    setBusy(true)
    try {
      await work()
      say(done)
      reload()
    } catch (error) {
      trouble(error)
    }
    setBusy(false)
  }
  const add = (event: FormEvent) => {
    event.preventDefault()
    if (text.trim() === '') return
    void run(async () => {
      await desk.addNote(item, text)
      setText('')
    }, t.noteAdded)
  }
  return (
    <form className="waiting-tool" aria-label={t.notes} onSubmit={add}>
      <h3>{t.notes}</h3>
      {loaded.status === 'failed' && (
        <Trouble title={texts.notLoaded} error={loaded.error} onRetry={reload} />
      )}
      {loaded.status === 'ready' && loaded.value.length > 0 && (
        <ul className="waiting-notes">
          {loaded.value.map(({ id, author, text: said, created_at }) => (
            <li key={id}>
              <p className="meta">{t.noteBy(author.name, formatMoment(created_at))}</p>
              <p className="waiting-note" dir="auto">
                {said}
              </p>
              {author.user_id === me.id && (
                <button
                  type="button"
                  className="button button-quiet"
                  onClick={() => void run(() => desk.deleteNote(item, id), t.noteDeleted)}
                >
                  {t.deleteNote}
                </button>
              )}
            </li>
          ))}
        </ul>
      )}
      <textarea
        className="input"
        rows={2}
        aria-label={t.newNote}
        placeholder={t.notesWhy}
        value={text}
        maxLength={LIMITS.inbox_note_chars}
        onChange={({ target }) => setText(target.value)}
      />
      <button className="button" aria-disabled={isBusy || text.trim() === ''}>
        {t.addNote}
      </button>
    </form>
  )
}
