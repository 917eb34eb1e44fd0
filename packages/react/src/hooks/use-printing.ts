import { useSyncExternalStore } from 'react'
import { flushSync } from 'react-dom'

let printing = false

/** The browser lays the page out for paper right after the event, so it is drawn within it. */
const subscribe = (listener: () => void): (() => void) => {
  const set = (is: boolean) => () => {
    printing = is
    flushSync(listener)
  }
  const [begin, end] = [set(true), set(false)]
  addEventListener('beforeprint', begin)
  addEventListener('afterprint', end)
  return () => {
    removeEventListener('beforeprint', begin)
    removeEventListener('afterprint', end)
  }
}

/** Whether the page is being printed: what is folded or not drawn on the screen is drawn for paper. */
export const usePrinting = (): boolean => useSyncExternalStore(subscribe, () => printing)
