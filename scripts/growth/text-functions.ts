// The functions that read text of other people, with the longest text that each of them gets.
import { LIMITS } from '@lectern/protocol'
import { splitPassages } from '../../apps/server/src/features/documents/split-passages.ts'
import type { TextWork } from './find-fast-growth.ts'

/** A longer text shows nothing new. */
const LONG = 64_000

export const TEXT_FUNCTIONS: Readonly<Record<string, TextWork>> = {
  splitPassages: {
    work: (text) => splitPassages(text, 'markdown'),
    length: Math.min(LIMITS.document_chars, LONG),
  },
}
