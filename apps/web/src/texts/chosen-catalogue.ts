// A part of its own (vite.config.ts) that the page runs first: the texts are requested while the rest is still loading.
import { readChosenLanguage, preferredLanguage } from './language.ts'
import { languages, type Catalogue } from './languages.ts'

export const language = readChosenLanguage() ?? preferredLanguage(navigator.languages)

const load = (): Promise<Catalogue> => languages[language].load()

/** The texts in the language of this device; requested twice before the page gives up. */
export const chosenCatalogue: Promise<Catalogue> = load().catch(load)
