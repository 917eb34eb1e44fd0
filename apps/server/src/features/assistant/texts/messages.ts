import type { Translation } from '@lectern/texts'
import type { en } from './en.ts'

/** What every language has: the keys of English. */
export type Messages = Translation<typeof en>
