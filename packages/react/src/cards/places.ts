// The names under which the SDK keeps what is typed into cards and their dialogs.
/** The place of the forms of a card; its message outlives it. */
export const placeOf = (message_id: string): string => `card ${message_id}`

/** A verb has one form, or one for each objective of a unit. */
export const formOf = (verb: string, { objective }: Readonly<Record<string, unknown>> = {}): string =>
  typeof objective === 'number' ? `${verb} ${objective}` : verb

export const verbOf = (form: string): string => form.split(' ', 1)[0] ?? form

/** The forms of new cards; each type has its own form. */
export const newCardPlace = (conversation_id: string): string => `new card ${conversation_id}`
