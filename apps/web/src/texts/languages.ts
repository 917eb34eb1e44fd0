import type { LabelMessages } from '@lectern/react'
import type { InboxMessages } from '../inbox/texts/messages.ts'
import type { Messages } from './messages.ts'

/** Only data, so that it waits for no other part of the program. */
export interface Catalogue {
  app: Messages
  components: LabelMessages
}

interface Entry {
  /** Its name in the language itself. */
  name: string
  load(): Promise<Catalogue>
  /** Those of the page for staff. */
  inbox(): Promise<InboxMessages>
}

/** Every language, loaded on demand. A new one is a line here. */
export const languages = {
  en: {
    name: 'English',
    load: () => import('./english.ts'),
    inbox: async () => (await import('../inbox/texts/en.ts')).en,
  },
  de: {
    name: 'Deutsch',
    load: () => import('./german.ts'),
    inbox: async () => (await import('../inbox/texts/de.ts')).de,
  },
} satisfies Record<string, Entry>

export type Language = keyof typeof languages
