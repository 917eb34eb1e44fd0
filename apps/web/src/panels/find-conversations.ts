import type { ConversationSummary } from '@lectern/client'
import { holdsWords } from '@lectern/react/ui'

/** Those whose title and people have every word that was typed. */
export const findConversations = (
  conversations: readonly ConversationSummary[],
  typed: string,
): readonly ConversationSummary[] =>
  conversations.filter(({ display_title, members }) =>
    holdsWords(typed, display_title, ...members.map(({ name }) => name)),
  )
