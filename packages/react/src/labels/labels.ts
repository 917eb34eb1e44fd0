import { textsOf, type Texts } from '@lectern/texts'
import { localeHere } from './locale-here.ts'
import type { Messages } from '../texts/messages.ts'
import { parameters } from '../texts/parameters.ts'

/**
 * The texts of the components; functions take the values, so that a language can order and count as it needs.
 */
export type Labels = Texts<Messages, typeof parameters>

/** Each language is a file, so that a page loads only those that it imports. */
export const labelsIn = (language: string, messages: Messages): Labels =>
  textsOf(messages, parameters, language, { locale: () => localeHere(language) ?? language })
