import { languages, type Language } from './languages.ts'

// The language belongs to the device, as the theme does: it already holds on the sign-in page.
export const LANGUAGES = Object.keys(languages) as Language[]

const KEY = 'lectern.language'

const isLanguage = (value: unknown): value is Language => LANGUAGES.some((language) => language === value)

/** What was chosen here; undefined where the browser decides. */
export const chosenLanguage = (): Language | undefined => {
  try {
    const kept = localStorage.getItem(KEY)
    return isLanguage(kept) ? kept : undefined
  } catch {
    return undefined
  }
}

/** The first of the browser's languages there are texts in. */
export const preferredLanguage = (wanted: readonly string[]): Language =>
  wanted.map((tag) => tag.toLowerCase().split('-')[0]).find(isLanguage) ?? 'en'

/** The browser's own variety of a language (`en-GB`), for times and numbers. */
export const localeOf = (language: Language, wanted: readonly string[]): string =>
  wanted.find((tag) => tag.toLowerCase().split('-')[0] === language) ?? language

/** Takes effect with a new start of the page, which loses nothing: drafts and what is unsent are kept. */
export const chooseLanguage = (language: Language | undefined): void => {
  try {
    if (language === undefined) localStorage.removeItem(KEY)
    else localStorage.setItem(KEY, language)
  } catch {
    return
  }
  location.reload()
}
