/** On a touch keyboard Enter is the only way to a new line, and the focus opens the keyboard. */
export const isTouch = (): boolean => globalThis.matchMedia?.('(pointer: coarse)').matches ?? false
