// A separate chunk (vite.config.ts) that the page runs first: it requests the texts while the rest is still
// loading.
import { readChosenLanguage, preferredLanguage } from './language.ts'
import { languages, type Catalogue } from './languages.ts'

export const language = readChosenLanguage() ?? preferredLanguage(navigator.languages)

const load = (): Promise<Catalogue> => languages[language].load()

/** The texts in the language of this device; the page gives up after two requests. */
export const chosenCatalogue: Promise<Catalogue> = load().catch(load)
