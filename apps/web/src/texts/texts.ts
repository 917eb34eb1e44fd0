import { textsOf } from '@lectern/texts'
import { chosenLanguage, localeOf, preferredLanguage } from './language.ts'
import { languages } from './languages.ts'
import { parameters } from './parameters.ts'

const language = chosenLanguage() ?? preferredLanguage(navigator.languages)

/** The current texts, of the app and of the components. */
export const texts = textsOf(languages[language].messages, parameters, language)
export const { labels } = languages[language]

/** BCP 47, for times and numbers. */
export const locale = localeOf(language, navigator.languages)

export const applyLanguage = (): void => {
  document.documentElement.lang = texts.language
  document.documentElement.dir = texts.direction
}

const time = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' })

/** A time in the reader's format and time zone. */
export const formatMoment = (timestamp: string): string => time.format(new Date(timestamp))
