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
  const isTyped = typed.trim() !== ''
  return items.filter(
    (item) =>
      // Whoever looks for something finds what they archived, too.
      (passes(item, filter) ||
        (isTyped && filter === 'all') ||
        (isFleeting(filter) && item.id === selectedId)) &&
      (found.has(item.id) || holds(item, typed)),
  )
}

/** A conversation may cease to match these filters by being opened. What is archived stays where it is opened. */
const isFleeting = (filter: ConversationFilter): boolean =>
  filter === 'all' || filter === 'unread' || filter === 'mentions' || filter === 'questions'

const passes = (
  { kind, archived, counted, open_questions = 0, unread_mentions, own }: ConversationSummary,
  filter: ConversationFilter,
): boolean => {
  switch (filter) {
    case 'archived':
      return archived
    case 'all':
      return !archived
    case 'unread':
      return counted > 0
    case 'mentions':
      return !archived && unread_mentions.length > 0
    case 'questions':
      return !archived && open_questions > 0
    case 'pinned':
      return !archived && own?.pinned_at !== undefined
    default:
      return !archived && kind === filter
  }
}

const holds = ({ display_title, members, last_message }: ConversationSummary, typed: string): boolean =>
  holdsWords(typed, display_title, ...members.map(({ name }) => name), last_message?.content ?? '')
