import { useEffect, useRef } from 'react'
import { say } from '../core/announcements.ts'
import { after } from '../core/clock.ts'

/** Says a text when it comes and whenever it becomes another one; nothing while it is undefined. */
export const useSaid = (text: string | undefined): void => {
  useEffect(() => {
    if (text !== undefined) say(text)
  }, [text])
}

/** A pause in typing. */
const TYPING_MS = 500

/** The same for what may change with each letter: nobody wants to hear that, so it waits for a pause. */
export const useSaidAfterTyping = (text: string | undefined): void => {
  useEffect(() => (text === undefined ? undefined : after(TYPING_MS, () => say(text))), [text])
}

/** The same, but what is there already when the component comes is not news: a row that is scrolled back says nothing. */
export const useSaidLater = (text: string | undefined): void => {
  const before = useRef(text)
  useEffect(() => {
    if (text !== undefined && text !== before.current) say(text)
    before.current = text
  }, [text])
}
