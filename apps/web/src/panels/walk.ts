import type { ConversationSummary } from '@lectern/client'
import { navigate } from '../navigation.ts'
import { conversationPath } from '../routes.ts'

/** Goes to the next or previous conversation of the list; from outside, to the first. */
export const walk = (
  conversations: readonly ConversationSummary[],
  current: string | undefined,
  by: 1 | -1,
): void => {
  const index = conversations.findIndex(({ id }) => id === current)
  const next = conversations[index < 0 ? 0 : index + by]
  if (next) navigate(conversationPath(next.id))
}
