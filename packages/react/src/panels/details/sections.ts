// What the details of a conversation consist of: tabs of ours, and sections of the page around the components.
import type { ComponentType, ReactNode } from 'react'
import type { ConversationSummary } from '@lectern/client'

/** What a section gets. */
export interface DetailsProps {
  summary: ConversationSummary
  /** Goes to a message of the conversation. */
  jump: (message_id: string) => void
}

/** A section of the page, which has a tab of its own beside ours; pass the same object at each render. */
export interface DetailsSection {
  /** Tells it from the others, for `tab` and `onTab`. None of `DETAILS_TABS`. */
  id: string
  /** The name of its tab. */
  title: string
  /** 20 pixels wide; the first letter of the title without it. */
  icon?: ReactNode
  /** Whether it is for this conversation; by default for all. */
  available?: (summary: ConversationSummary) => boolean
  Content: ComponentType<DetailsProps>
}

export const DETAILS_TABS = [
  'people',
  'threads',
  'kept',
  'files',
  'questions',
  'documents',
  'settings',
] as const
export type DetailsTab = (typeof DETAILS_TABS)[number]
