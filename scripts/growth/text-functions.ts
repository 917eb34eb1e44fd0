// The functions that read text of other people, with the longest text that each of them gets.
import { LIMITS } from '@lectern/protocol'
import { splitPassages } from '../../apps/server/src/features/documents/split-passages.ts'
import { lexPage } from '../../packages/react/src/text/lex-page.ts'
import { readChat } from '../../packages/react/src/text/reader/read-chat.ts'
import type { TextWork } from './find-fast-growth.ts'

/** The renderer reads up to this many characters again at each mark. */
const SPAN = 5_000
/** A longer text shows nothing new. */
const LONG = 64_000

export const TEXT_FUNCTIONS: Readonly<Record<string, TextWork>> = {
  splitPassages: { work: (text) => splitPassages(text, 'markdown'), length: LONG },
  readChat: { work: (text) => readChat(text), length: LONG },
  lexPage: { work: (text) => lexPage(text), length: LIMITS.message_chars, bounded: SPAN },
}
