import { createContext, useContext } from 'react'

const LanguageContext = createContext<string | undefined>(undefined)

/** Whoever wrote the words below wrote them in this language (BCP 47). */
export const InLanguage = LanguageContext.Provider

/**
 * For `lang` of an element with words of people, and only with those: labels are in the language of the page. Undefined
 * where nobody is sure.
 */
export const useLanguage = (): string | undefined => useContext(LanguageContext)
