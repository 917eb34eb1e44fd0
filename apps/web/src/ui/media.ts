import { useSyncExternalStore } from 'react'

export type Width = 'narrow' | 'medium' | 'wide'

const MEDIUM = '(min-width: 720px)'
const WIDE = '(min-width: 1100px)'

const subscribe = (listener: () => void): (() => void) => {
  const queries = [matchMedia(MEDIUM), matchMedia(WIDE)]
  for (const query of queries) query.addEventListener('change', listener)
  return () => {
    for (const query of queries) query.removeEventListener('change', listener)
  }
}

/** How many columns fit: one, two, three. */
export const useWidth = (): Width =>
  useSyncExternalStore(subscribe, () =>
    matchMedia(WIDE).matches ? 'wide' : matchMedia(MEDIUM).matches ? 'medium' : 'narrow',
  )
