import { textsOf, type Texts } from '@lectern/texts'
import { en } from '../texts/en.ts'
import type { Messages } from '../texts/messages.ts'
import { parameters } from '../texts/parameters.ts'

/** The texts of the components; functions take what varies, so a language can order and count as it likes. */
export type Labels = Texts<Messages, typeof parameters>

/** Each language has a file of its own, so that a page loads only those that it imports. */
export const labelsIn = (language: string, messages: Messages): Labels =>
  textsOf(messages, parameters, language)

/**
 * Every text a component shows or speaks, in English. Hand `InstructorChatProvider` any of them in another language; what is
 * missing stays English.
 */
export const englishLabels = labelsIn('en', en)
