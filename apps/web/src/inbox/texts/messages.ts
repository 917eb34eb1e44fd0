import type { Translation } from '@lectern/texts'
import type { en } from './en.ts'

/** The keys of every language: those of English. */
export type InboxMessages = Translation<typeof en>
