import { useSyncExternalStore } from 'react'
import { addDays, after, dayOf, now } from '../core/clock.ts'

const today = () => dayOf(now())

const subscribe = (listener: () => void): (() => void) => {
  let cancel = () => {}
  const wait = () => {
    cancel = after(Math.max(1_000, addDays(today(), 1) - now()), () => {
      wait()
      listener()
    })
  }
  wait()
  return () => cancel()
}

/** The first instant of the current local day; "Today" becomes "Yesterday" at midnight without a reload. */
export const useToday = (): number => useSyncExternalStore(subscribe, today, today)
