import { useSyncExternalStore } from 'react'

export type Width = 'narrow' | 'medium' | 'wide'

const medium = matchMedia('(min-width: 720px)')
const wide = matchMedia('(min-width: 1100px)')

const subscribe = (listener: () => void): (() => void) => {
  medium.addEventListener('change', listener)
  wide.addEventListener('change', listener)
  return () => {
    medium.removeEventListener('change', listener)
    wide.removeEventListener('change', listener)
  }
}

/** The number of columns that fit: one, two, three. */
export const useWidth = (): Width =>
  useSyncExternalStore(subscribe, () => (wide.matches ? 'wide' : medium.matches ? 'medium' : 'narrow'))
