/** Those of this node who hear of changes: the connections, or the polls that wait. */
export interface Audience {
  readonly people: Iterable<string>
  /** What they hear of: all conversations of these people. */
  readonly conversations: Iterable<string>
  hears(conversation_id: string): boolean
  /** Somebody will hear soon, and is reading where to begin. */
  readonly isGathering: boolean
}
