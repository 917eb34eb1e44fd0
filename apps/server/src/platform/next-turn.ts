/** Lets others have the thread, between two slices of long work. */
export const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
