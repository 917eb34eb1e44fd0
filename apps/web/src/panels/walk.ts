import type { ConversationSummary } from '@lectern/client'
import { navigate } from '../navigation.ts'
import { conversationPath } from '../routes.ts'

/** Goes to the next or previous conversation of the list; from outside, to the first. */
export const walk = (
  conversations: readonly ConversationSummary[],
  current: string | undefined,
  by: 1 | -1,
): void => {
  const shown = conversations.filter(({ archived, id }) => !archived || id === current)
  const index = shown.findIndex(({ id }) => id === current)
  const next = shown[index < 0 ? 0 : index + by]
  if (next) navigate(conversationPath(next.id))
}
