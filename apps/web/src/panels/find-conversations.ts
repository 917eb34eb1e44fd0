import type { ConversationSummary } from '@lectern/client'
import { holdsWords } from '@lectern/react/ui'

/** Conversations whose title and people contain every typed word. */
export const findConversations = (
  conversations: readonly ConversationSummary[],
  typed: string,
): readonly ConversationSummary[] =>
  conversations.filter(({ display_title, members }) =>
    holdsWords(typed, display_title, ...members.map(({ name }) => name)),
  )
