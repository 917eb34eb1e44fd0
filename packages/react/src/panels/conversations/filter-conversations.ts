import type { ConversationSummary } from '@lectern/client'
import type { ConversationFilter } from '@lectern/protocol'
import { holdsWords } from '../../core/fold.ts'

interface Narrowing {
  filter: ConversationFilter
  typed: string
  /** What the server found for it: it knows all members. */
  found: ReadonlySet<string>
  selectedId: string | undefined
}

/** Searches titles, people and last messages, with or without accents. The selected conversation stays. */
export const filterConversations = (
  items: readonly ConversationSummary[],
  { filter, typed, found, selectedId }: Narrowing,
): readonly ConversationSummary[] => {
  if (filter === 'all' && typed.trim() === '') return items
  return items.filter(
    (item) =>
      (passes(item, filter) || (isFleeting(filter) && item.id === selectedId)) &&
      (found.has(item.id) || holds(item, typed)),
  )
}

/** A conversation may cease to match these filters by being opened. */
const isFleeting = (filter: ConversationFilter): boolean => filter === 'unread' || filter === 'questions'

const passes = (
  { kind, unread, open_questions = 0 }: ConversationSummary,
  filter: ConversationFilter,
): boolean => {
  if (filter === 'all') return true
  if (filter === 'questions') return open_questions > 0
  return filter === 'unread' ? unread > 0 : kind === filter
}

const holds = ({ display_title, members, last_message }: ConversationSummary, typed: string): boolean =>
  holdsWords(typed, display_title, ...members.map(({ name }) => name), last_message?.content ?? '')
