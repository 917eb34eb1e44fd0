// A theme belongs to the device, not the person: it applies on the sign-in page already.
import { useSyncExternalStore } from 'react'

export type Theme = 'light' | 'dark' | 'system'
export const THEMES: readonly Theme[] = ['light', 'dark', 'system']

const KEY = 'lectern.theme'
const CHANGED = 'lectern-theme'

const currentTheme = (): Theme => {
  const theme = document.documentElement.dataset.lecternTheme
  return theme === 'light' || theme === 'dark' ? theme : 'system'
}

export const setTheme = (theme: Theme): void => {
  if (theme === 'system') delete document.documentElement.dataset.lecternTheme
  else document.documentElement.dataset.lecternTheme = theme
  try {
    if (theme === 'system') localStorage.removeItem(KEY)
    else localStorage.setItem(KEY, theme)
  } catch {
    // With forbidden storage the choice lasts until the page is left.
  }
  dispatchEvent(new Event(CHANGED))
}

const subscribe = (listener: () => void): (() => void) => {
  addEventListener(CHANGED, listener)
  return () => removeEventListener(CHANGED, listener)
}

export const useTheme = (): Theme => useSyncExternalStore(subscribe, currentTheme)
