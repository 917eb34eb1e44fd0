// Texts of pages that few people open. They come with the page, so that no first visit waits for them.
import { textsOf, type Texts } from '@lectern/texts'
import { language } from '../texts/chosen-catalogue.ts'
import type { Language } from '../texts/languages.ts'
import { locale } from '../texts/texts.ts'
import type { Messages } from './texts/messages.ts'
import { parameters } from './texts/parameters.ts'

/** Every language is a line here. */
const catalogues: Record<Language, () => Promise<Messages>> = {
  en: async () => (await import('./texts/en.ts')).en,
  de: async () => (await import('./texts/de.ts')).de,
}

let loaded: Texts<Messages, typeof parameters> | undefined

/** Once, before the page that has them is loaded. May be called again after a failure. */
export const loadLateTexts = async (): Promise<void> => {
  loaded ??= textsOf(await catalogues[language](), parameters, language, { locale: () => locale })
}

export const lateTexts = (): Texts<Messages, typeof parameters> => {
  if (!loaded) throw new Error('The late texts are not loaded')
  return loaded
}
