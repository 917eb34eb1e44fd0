import type { ConversationFilter } from '@lectern/protocol'

export interface FindConversations {
  /** Words of titles and names. */
  q?: string
  filter?: ConversationFilter
  cursor?: string
}

export interface FoundConversations {
  /** The latest change first; each is in the list by now. */
  ids: string[]
  next_cursor: string | null
}
