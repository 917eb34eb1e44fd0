// What the finder finds: conversations, people, documents and messages. All of them are asked of the server, which knows
// those that are not loaded; the conversations of this device are there at once.
import { useState } from 'react'
import type { ConversationSummary, DocumentHits } from '@lectern/client'
import type { DocumentSummary, Passage, SearchHit, User } from '@lectern/protocol'
import { useChat, useConversations, useMe, useMessageSearch } from '@lectern/react'
import { holdsWords, useAskAfterTyping, useEvent, useFoundConversations } from '@lectern/react/ui'
import { rankOfPerson, rankOfTitle, RANKS, type Ranked } from './rank.ts'

/** Without anything typed. */
const MOST_RECENT = 8
const MOST = 20
const MOST_PEOPLE = 8
const MOST_DOCUMENTS = 5
/** More are on the page of the search. */
const MOST_MESSAGES = 5

export type Entry = Ranked &
  (
    | { of: 'conversation'; conversation: ConversationSummary }
    | { of: 'person'; person: User }
    | { of: 'document'; document: DocumentSummary }
  )

export interface Finder {
  /** By what they are called, or who is in them. */
  entries: readonly Entry[]
  /** Documents that have it in their text. */
  passages: readonly Passage[]
  messages: readonly SearchHit[]
  isSearching: boolean
  /** That only this device was looked at, and why. */
  failure: string | undefined
}

export const useFinder = (query: string): Finder => {
  const typed = query.trim()
  const items = useConversations((state) => state.items)
  const everywhere = useFoundConversations(query, 'all')
  // Somebody may be a member of more conversations than one page has.
  const direct = useFoundConversations(query, typed === '' ? 'all' : 'direct')
  const people = useCalled(typed)
  const documents = useDocuments(typed)
  const search = useMessageSearch({ q: query, limit: MOST_MESSAGES })
  const isAnswered = search.status === 'found' || search.status === 'searching'
  const entries = [
    ...conversationsFor(items, typed, everywhere.ids),
    ...peopleFor(people, items, typed),
    ...documentsFor(documents.documents, typed),
  ]
  const called = new Set(entries.flatMap((entry) => (entry.of === 'document' ? [entry.document.id] : [])))
  return {
    entries,
    passages: onceEach(documents.passages, called).slice(0, MOST_DOCUMENTS),
    messages: isAnswered ? search.hits : [],
    isSearching: [everywhere, direct, search].some(({ status }) => status === 'searching'),
    failure: [everywhere.failure, search.failure].filter(Boolean).join(' ') || undefined,
  }
}

/** The best passage of each document that is not `shown`. */
const onceEach = (passages: readonly Passage[], shown: ReadonlySet<string>): Passage[] => {
  const seen = new Set(shown)
  return passages.filter(({ document_id }) => !seen.has(document_id) && seen.add(document_id))
}

const conversationsFor = (
  items: readonly ConversationSummary[],
  typed: string,
  found: ReadonlySet<string>,
): Entry[] => {
  const shown = items.flatMap((conversation): Entry[] => {
    const { id, display_title, members, peer_id } = conversation
    const entry = { key: id, of: 'conversation', conversation } as const
    if (typed === '') return [{ ...entry, rank: RANKS.prefix }]
    const rank = rankOfTitle(typed, display_title)
    // Its title is the name of a person.
    if (rank !== undefined && peer_id !== undefined)
      return [{ ...entry, rank: rankOfPerson(typed, display_title) }]
    if (rank !== undefined) return [{ ...entry, rank }]
    const hasMember = found.has(id) || holdsWords(typed, display_title, ...members.map(({ name }) => name))
    return hasMember ? [{ ...entry, rank: RANKS.member }] : []
  })
  return shown.toSorted((a, b) => a.rank - b.rank).slice(0, typed === '' ? MOST_RECENT : MOST)
}

/** Those with whom there is no conversation of two yet: the others are found as that conversation. */
const peopleFor = (
  people: readonly User[],
  items: readonly ConversationSummary[],
  typed: string,
): Entry[] => {
  const met = new Set(items.map(({ peer_id }) => peer_id))
  return people
    .filter(({ id }) => !met.has(id))
    .slice(0, MOST_PEOPLE)
    .map((person) => ({ key: person.id, of: 'person', person, rank: rankOfPerson(typed, person.name) }))
}

const documentsFor = (documents: readonly DocumentSummary[], typed: string): Entry[] =>
  documents
    .flatMap((document): Entry[] => {
      const rank = rankOfTitle(typed, document.title)
      return rank === undefined ? [] : [{ key: document.id, of: 'document', document, rank }]
    })
    .slice(0, MOST_DOCUMENTS)

/** To whom one may write; without a server nobody. */
const useCalled = (typed: string): readonly User[] => {
  const { users } = useChat()
  const me = useMe()
  const people = useAnswer(typed, () => users.search(typed), NOBODY)
  return people.filter(({ id, role }) => id !== me?.id && role !== 'assistant')
}

const NOBODY: readonly User[] = []
const NO_DOCUMENTS: DocumentHits = { documents: [], passages: [] }

const useDocuments = (typed: string): DocumentHits => {
  const { documents } = useChat()
  return useAnswer(typed, () => documents.search(typed), NO_DOCUMENTS)
}

/** What the server answers about what is typed; `none` until then, for nothing typed, and after a failure. */
const useAnswer = <Answer>(typed: string, ask: () => Promise<Answer>, none: Answer): Answer => {
  const [found, setFound] = useState<{ typed: string; answer: Answer }>()
  const asked = useEvent(async () => ({ typed, answer: await ask().catch(() => none) }))
  useAskAfterTyping(typed || undefined, 0, asked, setFound)
  return found?.typed === typed ? found.answer : none
}
