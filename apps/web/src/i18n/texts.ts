import { en, type Texts } from './en.ts'

/** The texts in use; the one place that chooses a language. */
export const texts: Texts = en

export const applyLanguage = (): void => {
  document.documentElement.lang = texts.language
  document.documentElement.dir = texts.direction
}

const time = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' })

/** A moment in the reader's own manner and time zone. */
export const formatMoment = (timestamp: string): string => time.format(new Date(timestamp))
