import type { Token, Tokens } from 'marked'

/** The tokens inside a token: of items and cells too. */
export const childrenOf = (token: Token): readonly Token[] => {
  if (token.type === 'list') return (token as Tokens.List).items.flatMap(({ tokens }) => tokens)
  if (token.type === 'table') {
    const { header, rows } = token as Tokens.Table
    return [header, ...rows].flat().flatMap(({ tokens }) => tokens)
  }
  return ('tokens' in token && token.tokens) || []
}
