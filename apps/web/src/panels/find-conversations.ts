import type { ConversationSummary } from '@lectern/client'
import { holdsWords } from '@lectern/react/ui'

/**
 * Conversations whose title and people contain every typed word, and those that the server found for them. First those
 * whose whole title is typed: somebody may be a member of many others.
 */
export const findConversations = (
  conversations: readonly ConversationSummary[],
  typed: string,
  found: ReadonlySet<string>,
): readonly ConversationSummary[] =>
  conversations
    .filter(
      ({ id, display_title, members }) =>
        found.has(id) || holdsWords(typed, display_title, ...members.map(({ name }) => name)),
    )
    .toSorted((a, b) => isWhole(b, typed) - isWhole(a, typed))

const isWhole = ({ display_title }: ConversationSummary, typed: string): number =>
  Number(holdsWords(display_title, typed))
