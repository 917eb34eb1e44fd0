// One person's arrangement of this browser: stored per person, deleted at their sign-out.
import type { EnterKey, ListSection } from '@lectern/react'
import { createContext, useCallback, useContext, useMemo, useState } from 'react'

export interface Preferences {
  left_width: number
  right_width: number
  left_folded: boolean
  /** Of the list of conversations. */
  folded_sections: readonly ListSection[]
  right_open: boolean
  /** The tab of the details. */
  right_tab: string
  /** Whether keys without Ctrl do anything outside of fields. */
  letter_keys: boolean
  /** Undefined: as usual on the device. */
  enter_key?: EnterKey | undefined
  /** A tone when a notice comes. */
  notice_sound: boolean
  /** Notifications of the system, where the browser allows them. */
  notice_desktop: boolean
  /** Notifications also while the app is closed. */
  notice_push: boolean
  /** It was said once that this browser could tell. */
  notice_hinted: boolean
}

export const PANELS = {
  left: { min: 260, normal: 320, max: 440 },
  right: { min: 280, normal: 340, max: 480 },
} as const

const DEFAULTS: Preferences = {
  left_width: PANELS.left.normal,
  right_width: PANELS.right.normal,
  left_folded: false,
  folded_sections: [],
  right_open: true,
  right_tab: 'people',
  letter_keys: true,
  notice_sound: false,
  notice_desktop: false,
  notice_push: false,
  notice_hinted: false,
}

const keyOf = (user_id: string): string => `lectern.preferences.${user_id}`
const placeKeyOf = (user_id: string): string => `lectern.last-conversation.${user_id}`

export const readPreferences = (user_id: string): Preferences => {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(keyOf(user_id)) ?? '{}')
    return typeof kept === 'object' ? { ...DEFAULTS, ...kept } : DEFAULTS
  } catch {
    return DEFAULTS
  }
}

export const writePreferences = (user_id: string, preferences: Preferences): void => {
  try {
    localStorage.setItem(keyOf(user_id), JSON.stringify(preferences))
  } catch {
    // A full or forbidden storage only loses the arrangement.
  }
}

/**
 * The conversation of the last visit. The screen does not depend on it, so it is not part of the arrangement.
 */
export const readLastConversation = (user_id: string): string | undefined => {
  try {
    return localStorage.getItem(placeKeyOf(user_id)) ?? undefined
  } catch {
    return undefined
  }
}

export const writeLastConversation = (user_id: string, conversation_id: string): void => {
  try {
    localStorage.setItem(placeKeyOf(user_id), conversation_id)
  } catch {
    // Then home shows the latest one.
  }
}

export const forgetPreferences = (user_id: string): void => {
  try {
    localStorage.removeItem(keyOf(user_id))
    localStorage.removeItem(placeKeyOf(user_id))
  } catch {
    // Nothing was kept.
  }
}

export interface PreferencesHandle {
  preferences: Preferences
  prefer(change: Partial<Preferences>): void
}

export const usePreferencesOf = (user_id: string): PreferencesHandle => {
  const [preferences, setPreferences] = useState(() => readPreferences(user_id))
  const prefer = useCallback(
    (change: Partial<Preferences>) =>
      setPreferences((before) => {
        const after = { ...before, ...change }
        writePreferences(user_id, after)
        return after
      }),
    [user_id],
  )
  return useMemo(() => ({ preferences, prefer }), [preferences, prefer])
}

export const PreferencesContext = createContext<PreferencesHandle>({
  preferences: DEFAULTS,
  prefer: () => {},
})
export const usePreferences = (): PreferencesHandle => useContext(PreferencesContext)
