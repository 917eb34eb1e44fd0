import type { ConversationSummary } from '@lectern/client'

/** The parts of the list, from the top. What is pinned is in the first, whatever its kind. */
export const LIST_SECTIONS = ['pinned', 'course', 'group', 'direct'] as const
export type ListSection = (typeof LIST_SECTIONS)[number]

export interface SectionOfList {
  section: ListSection
  items: readonly ConversationSummary[]
}

const sectionOf = ({ own, kind }: ConversationSummary): ListSection =>
  own?.pinned_at === undefined ? kind : 'pinned'

/** The conversations in the order of the list with sections; those without any are left out. */
export const inSections = (items: readonly ConversationSummary[]): SectionOfList[] =>
  LIST_SECTIONS.map((section) => ({
    section,
    items: items.filter((item) => sectionOf(item) === section),
  })).filter((each) => each.items.length > 0)
