import { useEffect } from 'react'
import { after } from '../core/clock.ts'

/** Between the last letter and the request. */
const TYPING_MS = 200

/**
 * Asks a little after `key` became what it is, and shows the answer unless it has become another meanwhile; nothing for an
 * empty key. Asks again with another `attempt`. `ask` and `show` are the same functions at each render; `ask` never rejects.
 */
export const useAskAfterTyping = <Answer>(
  key: string | undefined,
  attempt: number,
  ask: () => Promise<Answer>,
  show: (answer: Answer) => void,
): void => {
  useEffect(() => {
    if (key === undefined) return undefined
    let isOver = false
    const cancel = after(TYPING_MS, () => void ask().then((answer) => isOver || show(answer)))
    return () => {
      isOver = true
      cancel()
    }
  }, [key, attempt, ask, show])
}
