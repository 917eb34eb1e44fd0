import { useEffect, useState } from 'react'
import type { ConversationHandle } from '@lectern/client'
import type { Passage } from '@lectern/protocol'
import { useChat } from '../context/chat-context.ts'
import { useLabels } from '../context/texts-context.ts'
import { after } from '../core/clock.ts'
import { PassageText } from '../documents/PassageText.tsx'
import { reasonOf } from '../labels/reason.ts'
import { useSaidAfterTyping } from '../hooks/use-said.ts'

export interface PassagePickerProps {
  handle: ConversationHandle
  /** Restricts the search to this document. */
  document_id?: string
  onPick: (passage: Passage) => void
}

/** Finds passages of the knowledge base that all members of the conversation may read. */
export const PassagePicker = ({ handle, document_id, onPick }: PassagePickerProps) => {
  const { cards: labels } = useLabels()
  const [query, setQuery] = useState('')
  const { passages, failure } = usePassages(handle.id, query)
  const found = passages?.filter((each) => document_id === undefined || each.document_id === document_id)
  const note = failure ?? (found?.length === 0 ? labels.noPassage : undefined)
  useSaidAfterTyping(note)
  return (
    <div className="lectern-passages">
      <input
        className="lectern-input"
        type="search"
        dir="auto"
        autoFocus
        value={query}
        placeholder={labels.findPassage}
        aria-label={labels.findPassage}
        onChange={(event) => setQuery(event.target.value)}
      />
      <p className="lectern-card-note">{note}</p>
      <ul>
        {found?.map((passage) => (
          <li key={`${passage.document_id} ${passage.span.start}`}>
            <button type="button" onClick={() => onPick(passage)}>
              <strong dir="auto">{passage.title}</strong>
              <PassageText passage={passage} />
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}

const DEBOUNCE_MS = 200
const MOST = 8

interface Found {
  query: string
  passages?: readonly Passage[]
  failure?: string
}

const usePassages = (citable_in: string, typed: string): Pick<Found, 'passages' | 'failure'> => {
  const { documents } = useChat()
  const labels = useLabels()
  const query = typed.trim()
  const [found, setFound] = useState<Found>({ query: '' })
  useEffect(() => {
    if (query === '') return undefined
    const given = new AbortController()
    const search = () =>
      documents.search(query, { citable_in }, given.signal).then(
        ({ passages }) => setFound({ query, passages: passages.slice(0, MOST) }),
        (error: unknown) =>
          given.signal.aborted || setFound({ query, failure: labels.notDone(reasonOf(error, labels)) }),
      )
    const cancel = after(DEBOUNCE_MS, () => void search())
    return () => {
      cancel()
      given.abort()
    }
  }, [documents, citable_in, query, labels])
  return query === '' ? {} : found
}
