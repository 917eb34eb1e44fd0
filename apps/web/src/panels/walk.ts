import type { ConversationSummary } from '@lectern/client'
import { inSections, type ListSection } from '@lectern/react'
import { navigate } from '../navigation.ts'
import { conversationPath } from '../routes.ts'

export interface Walk {
  conversations: readonly ConversationSummary[]
  current: string | undefined
  folded: readonly ListSection[]
}

/** Goes to the next or previous conversation of the list as it is shown; from outside, to the first. */
export const walk = ({ conversations, current, folded }: Walk, by: 1 | -1): void => {
  const listed = conversations.filter(({ archived, id }) => !archived || id === current)
  const sections = inSections(listed)
  const isFolded = (section: ListSection) => sections.length > 1 && folded.includes(section)
  const shown = sections.flatMap(({ section, items }) =>
    isFolded(section) ? items.filter(({ id }) => id === current) : items,
  )
  const index = shown.findIndex(({ id }) => id === current)
  const next = shown[index < 0 ? 0 : index + by]
  if (next) navigate(conversationPath(next.id))
}
