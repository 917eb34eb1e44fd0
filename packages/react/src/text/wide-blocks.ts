import type { Token } from 'marked'
import type { FormulaToken } from './formula-tokens.ts'
import { childrenOf } from './token-children.ts'

/** Whether a text has code, a table or a formula on a line of its own, which need the whole width. */
export const hasWideBlock = (tokens: readonly Token[]): boolean => tokens.some(isWide)

const isWide = (token: Token): boolean => {
  if (token.type === 'code' || token.type === 'table') return true
  if (token.type === 'formula') return (token as unknown as FormulaToken).display
  return hasWideBlock(childrenOf(token))
}
