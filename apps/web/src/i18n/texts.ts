import { englishLabels, germanLabels, type Labels } from '@lectern/react'
import { de } from './de.ts'
import { en, type Texts } from './en.ts'
import { chosenLanguage, localeOf, preferredLanguage, type Language } from './language.ts'

const CATALOGUES: Record<Language, { texts: Texts; labels: Labels }> = {
  en: { texts: en, labels: englishLabels },
  de: { texts: de, labels: germanLabels },
}

const language = chosenLanguage() ?? preferredLanguage(navigator.languages)

/** The texts in use. */
export const { texts, labels } = CATALOGUES[language]

/** BCP 47, for times and numbers. */
export const locale = localeOf(language, navigator.languages)

export const applyLanguage = (): void => {
  document.documentElement.lang = texts.language
  document.documentElement.dir = texts.direction
}

const time = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' })

/** A moment in the reader's own manner and time zone. */
export const formatMoment = (timestamp: string): string => time.format(new Date(timestamp))
