import type { Token } from 'marked'
import type { Reading } from './inline.ts'

/** The lines of a text, a quote or an item, and how to read those inside it. */
export interface BlockReader {
  lines: readonly string[]
  depth: number
  reading: Reading
  /** Lines of an item: its first line is words, and a list below it may have one item. */
  isItem: boolean
  readWithin: (lines: readonly string[], isItem: boolean) => Token[]
}

/** A block and the number of its lines; without a token they are text, whatever they look like. */
export interface FoundBlock {
  token?: Token
  count: number
}
