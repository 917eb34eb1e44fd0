import { useSyncExternalStore } from 'react'
import { flushSync } from 'react-dom'

let printing = false
const listeners = new Set<() => void>()

/** The browser lays the page out for paper right after the event, so it is drawn within it. */
export const setPrinting = (is: boolean): void => {
  if (printing === is) return
  printing = is
  // Whoever begins it, and whether or not anything on the page is drawn for paper.
  if (is) addEventListener('afterprint', end, { once: true })
  flushSync(() => {
    for (const listener of listeners) listener()
  })
}
const begin = (): void => setPrinting(true)
const end = (): void => setPrinting(false)

const subscribe = (listener: () => void): (() => void) => {
  if (listeners.size === 0) addEventListener('beforeprint', begin)
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
    if (listeners.size === 0) removeEventListener('beforeprint', begin)
  }
}

/** Whether the page is being printed: what is folded or not drawn on the screen is drawn for paper. */
export const usePrinting = (): boolean => useSyncExternalStore(subscribe, () => printing)
