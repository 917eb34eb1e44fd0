// A text draws its first formulas unasked; the later ones stay in their source until its reader wants them.
import { createContext } from 'react'
import type { Token, Tokens } from 'marked'
import type { FormulaToken } from './formula-tokens.ts'
import { workOf } from './formula-queue.ts'

/** For a text: about a hundred formulas of an ordinary length. */
export const UNASKED_WORK = 9_000

/** Whether the later formulas of this text are drawn as well. */
export const DrawsAllContext = createContext(false)

const late = new WeakSet<Token>()

/** Whether drawing it takes more than its text may draw unasked. */
export const isLate = (token: Token): boolean => late.has(token)

const counts = new WeakMap<readonly Token[], number>()

/** How many formulas of a text are late. Marks them for `isLate`, once for each list of tokens. */
export const countLate = (tokens: readonly Token[]): number => {
  const count = counts.get(tokens) ?? markLate(tokens)
  counts.set(tokens, count)
  return count
}

const markLate = (tokens: readonly Token[]): number => {
  let work = 0
  let count = 0
  const walk = (all: readonly Token[]): void => {
    for (const token of all) {
      const tex = texOf(token)
      if (tex === undefined) walk(childrenOf(token))
      else if ((work += workOf(tex)) > UNASKED_WORK) {
        late.add(token)
        count++
      }
    }
  }
  walk(tokens)
  return count
}

const texOf = (token: Token): string | undefined => {
  if (token.type === 'formula') return (token as unknown as FormulaToken).tex
  return token.type === 'code' && isMath(token as Tokens.Code) ? (token as Tokens.Code).text : undefined
}

export const isMath = ({ lang }: Tokens.Code): boolean => /^math(?![\w+#.-])/u.test(lang ?? '')

const childrenOf = (token: Token): readonly Token[] => {
  if (token.type === 'list') return (token as Tokens.List).items
  if (token.type !== 'table') return 'tokens' in token ? (token.tokens ?? []) : []
  const { header, rows } = token as Tokens.Table
  return [header, ...rows].flatMap((cells) => cells.flatMap(({ tokens }) => tokens))
}
