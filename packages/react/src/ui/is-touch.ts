/** On a touch keyboard Enter is the only way to a new line, and the focus brings the keyboard up. */
export const isTouch = (): boolean => globalThis.matchMedia?.('(pointer: coarse)').matches ?? false
