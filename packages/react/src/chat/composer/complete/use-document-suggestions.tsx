import { useEffect, useState } from 'react'
import type { DocumentHits } from '@lectern/client'
import { LIMITS, type Passage } from '@lectern/protocol'
import { useChat } from '../../../context/chat-context.ts'
import { after } from '../../../core/clock.ts'
import { isSamePassage, wholeDocument } from '../../../documents/passages.ts'
import { BookIcon } from '../../../ui/icons.tsx'
import { holdsWords } from '../../../core/fold.ts'
import { lex } from '../../../text/lex.ts'
import { plainText } from '../../../text/plain-text.ts'
import type { Composer } from '../../../rows/composer.ts'
import type { Trigger } from './trigger.ts'
import { replaceQuery, type Suggestion } from './suggestion.ts'

const DEBOUNCE_MS = 150
const MOST = 8
const SNIPPET_CHARS = 80

/** The documents that this conversation may cite: the latest first, then passages for the query. */
export const useDocumentSuggestions = (
  trigger: Trigger | undefined,
  composer: Composer,
): readonly Suggestion[] => {
  const { view, handle } = composer
  const query = trigger?.sign === '#' ? trigger.query.trim() : undefined
  const hits = useHits(handle.id, query)
  if (trigger?.sign !== '#' || query === undefined || !hits) return []
  const choose = (passage: Passage) => () => {
    replaceQuery(composer, trigger, '')
    view.citations.update((known) =>
      known.some((each) => isSamePassage(each, passage))
        ? known
        : [...known, passage].slice(0, LIMITS.parts_per_message),
    )
  }
  return selectSuggestions(hits, query)
    .slice(0, MOST)
    .map((passage) => ({
      key: `${passage.document_id} ${passage.span.start}-${passage.span.end}`,
      icon: <BookIcon size={18} />,
      label: [passage.title, passage.headings?.at(-1)].filter(Boolean).join(' › '),
      more: plainText(lex(passage.excerpt)).trim().slice(0, SNIPPET_CHARS),
      choose: choose(passage),
    }))
}

/** Documents whose title matches, then passages. */
const selectSuggestions = ({ documents, passages }: DocumentHits, query: string): Passage[] => {
  const named = documents.filter(({ title }) => holdsWords(query, title))
  return [...named.map(wholeDocument), ...passages]
}

/** Undefined until the first answer; the former hits stay while the person goes on typing. */
const useHits = (conversation_id: string, query: string | undefined): DocumentHits | undefined => {
  const { documents } = useChat()
  const [hits, setHits] = useState<DocumentHits>()
  const isAsked = query !== undefined
  useEffect(() => {
    if (query === undefined) return setHits(undefined)
    const abort = new AbortController()
    const filter = { citable_in: conversation_id, limit: MOST }
    const ask = async () => {
      const found =
        query === '' ? await documents.list(filter) : await documents.search(query, filter, abort.signal)
      if (!abort.signal.aborted) setHits({ documents: found.documents, passages: found.passages ?? [] })
    }
    // Without an answer there is nothing to choose, and the text is sent unchanged.
    const cancel = after(query === '' ? 0 : DEBOUNCE_MS, () => void ask().catch(() => {}))
    return () => {
      cancel()
      abort.abort()
    }
  }, [documents, conversation_id, query])
  return isAsked ? hits : undefined
}
