import { useEffect, useRef } from 'react'
import { say } from '../core/announcements.ts'
import { after } from '../core/clock.ts'

/**
 * Says a text when it comes and whenever it becomes another one; nothing while it is undefined. A text that changes with
 * each typed letter waits for a pause.
 */
export const useSaid = (text: string | undefined, pauseMs = 0): void => {
  useEffect(() => {
    if (text === undefined) return undefined
    if (pauseMs === 0) return void say(text)
    return after(pauseMs, () => say(text))
  }, [text, pauseMs])
}

/** The same, but what is there already when the component comes is not news: a row that is scrolled back says nothing. */
export const useSaidLater = (text: string | undefined): void => {
  const before = useRef(text)
  useEffect(() => {
    if (text !== undefined && text !== before.current) say(text)
    before.current = text
  }, [text])
}
