// Notices leave the app in the language of the device, or of the person.
import { textsOf, type Texts } from '@lectern/texts'
import { de } from './texts/de.ts'
import { en } from './texts/en.ts'
import type { Messages } from './texts/messages.ts'
import { parameters } from './texts/parameters.ts'

export type NoticeTexts = Texts<Messages, typeof parameters>

const english: NoticeTexts = textsOf(en, parameters, 'en')
/** Every language besides English is a line here. */
const others = new Map<string, NoticeTexts>([['de', textsOf(de, parameters, 'de')]])

/** `lang`: a tag, with or without its region. */
export const noticeTexts = (lang: string): NoticeTexts =>
  others.get(lang.split('-', 1)[0]?.toLowerCase() ?? '') ?? english
