import { useSyncExternalStore } from 'react'
import { flushSync } from 'react-dom'

let printing = false
const listeners = new Set<() => void>()

/** The browser lays the page out for paper right after the event, so it is drawn within it. */
export const setPrinting = (is: boolean): void => {
  if (printing === is) return
  printing = is
  flushSync(() => {
    for (const listener of listeners) listener()
  })
}
const begin = (): void => setPrinting(true)
const end = (): void => setPrinting(false)

const subscribe = (listener: () => void): (() => void) => {
  if (listeners.size === 0) {
    addEventListener('beforeprint', begin)
    addEventListener('afterprint', end)
  }
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    removeEventListener('beforeprint', begin)
    removeEventListener('afterprint', end)
  }
}

/** Whether the page is being printed: what is folded or not drawn on the screen is drawn for paper. */
export const usePrinting = (): boolean => useSyncExternalStore(subscribe, () => printing)
