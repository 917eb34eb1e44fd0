/** The arguments of each message: none has any yet. */
export const parameters = {}
