import { useSyncExternalStore } from 'react'

export type Width = 'narrow' | 'medium' | 'wide'

const isMedium = matchMedia('(min-width: 720px)')
const isWide = matchMedia('(min-width: 1100px)')

const subscribe = (listener: () => void): (() => void) => {
  isMedium.addEventListener('change', listener)
  isWide.addEventListener('change', listener)
  return () => {
    isMedium.removeEventListener('change', listener)
    isWide.removeEventListener('change', listener)
  }
}

/** How many columns fit: one, two, three. */
export const useWidth = (): Width =>
  useSyncExternalStore(subscribe, () => (isWide.matches ? 'wide' : isMedium.matches ? 'medium' : 'narrow'))
