import type { ConversationSummary } from '@lectern/client'
import type { ConversationFilter } from '@lectern/protocol'
import { holdsWords } from '../../core/fold.ts'

/** Search looks at titles, people and last messages, whatever the accents. The selected one stays. */
export const filterConversations = (
  items: readonly ConversationSummary[],
  filter: ConversationFilter,
  typed: string,
  selectedId: string | undefined,
): readonly ConversationSummary[] => {
  if (filter === 'all' && typed.trim() === '') return items
  return items.filter(
    (item) => (passes(item, filter) || (isFleeting(filter) && item.id === selectedId)) && holds(item, typed),
  )
}

/** What passes these may cease to by being looked at. */
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
