import type { LabelMessages } from '@lectern/react'
import type { Messages } from './messages.ts'

/** Data alone, so that it waits for no other part of the program. */
export interface Catalogue {
  app: Messages
  components: LabelMessages
}

interface Entry {
  /** What its speakers call it. */
  name: string
  load(): Promise<Catalogue>
}

/** Every language, loaded when it is used. A new one is a line here. */
export const languages = {
  en: { name: 'English', load: () => import('./english.ts') },
  de: { name: 'Deutsch', load: () => import('./german.ts') },
} satisfies Record<string, Entry>

export type Language = keyof typeof languages
