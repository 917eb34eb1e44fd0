import { languages, type Language } from './languages.ts'

// The language belongs to the device, like the theme: it applies on the sign-in page already.
export const LANGUAGES = Object.keys(languages) as Language[]

const KEY = 'lectern.language'

const isLanguage = (value: unknown): value is Language => LANGUAGES.some((language) => language === value)

/** The chosen language; undefined if the browser decides. */
export const readChosenLanguage = (): Language | undefined => {
  try {
    const kept = localStorage.getItem(KEY)
    return isLanguage(kept) ? kept : undefined
  } catch {
    return undefined
  }
}

/** The first of the browser's languages with texts. */
export const preferredLanguage = (wanted: readonly string[]): Language =>
  wanted.map((tag) => tag.toLowerCase().split('-')[0]).find(isLanguage) ?? 'en'

/** Takes effect with a reload of the page, which loses nothing: drafts and unsent messages are kept. */
export const chooseLanguage = (language: Language | undefined): void => {
  try {
    if (language === undefined) localStorage.removeItem(KEY)
    else localStorage.setItem(KEY, language)
  } catch {
    return
  }
  location.reload()
}
