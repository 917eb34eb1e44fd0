import { Formats, labelsIn } from '@lectern/react'
import { regional, textsOf } from '@lectern/texts'
import { chosenCatalogue, language } from './chosen-catalogue.ts'
import { parameters } from './parameters.ts'

// Other modules read texts during their evaluation, so this one waits.
const catalogue = await chosenCatalogue

/** The current texts, of the app and of the components. */
export const texts = textsOf(catalogue.app, parameters, language, { locale: () => locale })
export const labels = labelsIn(language, catalogue.components)

/** BCP 47, for times and numbers. */
export const locale = regional(language, navigator.languages)

/** Names in a row. */
export const formats = new Formats(labels, locale)

export const applyLanguage = (): void => {
  document.documentElement.lang = texts.language
  document.documentElement.dir = texts.direction
}

const time = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' })

/** A time in the reader's format and time zone. */
export const formatMoment = (timestamp: string): string => time.format(new Date(timestamp))
