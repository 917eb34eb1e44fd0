import { englishLabels, germanLabels, type Labels } from '@lectern/react'
import { de } from './de.ts'
import { en } from './en.ts'
import type { Messages } from './messages.ts'

/** Every language: the texts of the app, and those of the components. A new one is a line here. */
export const languages = {
  en: { messages: en, labels: englishLabels },
  de: { messages: de, labels: germanLabels },
} satisfies Record<string, { messages: Messages; labels: Labels }>

export type Language = keyof typeof languages
