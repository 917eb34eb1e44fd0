// The one reader of messages: drawing, mentions, previews, completion and copying all use its tokens.
import type { Token } from 'marked'
import { readChat } from './reader/read-chat.ts'
import { Recent } from './recent.ts'

const REMEMBERED = 400
const recent = new Recent<readonly Token[]>(REMEMBERED)

/** The tokens of a message; a row that comes back into view gets its former ones. */
export const lex = (text: string): readonly Token[] => recent.get(text, () => readChat(text))

/**
 * A text that grows at its end. Its finished blocks keep their tokens and their elements: only the last two
 * blocks are read again, because the text after a list may still belong to it.
 */
export class GrowingText {
  #text = ''
  #tokens: readonly Token[] = []
  #fences = 0
  #rereadings = 0

  read(text: string): readonly Token[] {
    const kept = text.startsWith(this.#text) && !this.#hasFence(text) ? selectFinished(this.#tokens) : []
    const head = kept.map(({ raw }) => raw).join('')
    this.#tokens = text.startsWith(head) ? [...kept, ...readChat(text.slice(head.length))] : readChat(text)
    this.#text = text
    return this.#tokens
  }

  /** A fence of tildes is one only when it has ended: that changes earlier blocks, and all is read again, so often. */
  #hasFence(text: string): boolean {
    const fences = text.match(TILDES)?.length ?? 0
    if (fences === this.#fences || this.#rereadings >= MAX_REREADINGS) return false
    this.#fences = fences
    this.#rereadings++
    return true
  }
}

const TILDES = /^ {0,3}~~~/gmu
/** More fences than an answer has. What comes after them is right when the text is finished. */
const MAX_REREADINGS = 40
const OPEN_BLOCKS = 2

const selectFinished = (tokens: readonly Token[]): readonly Token[] => {
  const blocks = tokens.flatMap(({ type }, index) => (type === 'space' ? [] : [index]))
  return tokens.slice(0, blocks.at(-OPEN_BLOCKS) ?? 0)
}
