import type { Token, Tokens } from 'marked'
import type { FormulaToken } from './formula-tokens.ts'
import type { List, ListItem } from './reader/lists.ts'
import { texWords } from './tex-words.ts'

type Filter = (token: Token) => boolean

const everything: Filter = () => true

/** The text of tokens, without marks. A line break separates blocks. */
export const plainText = (tokens: readonly Token[], counts: Filter = everything): string =>
  tokens
    .filter(counts)
    .map((token) => textOf(token, counts))
    .join('')

const textOf = (token: Token, counts: Filter): string => {
  const inside = (tokens: readonly Token[] | undefined) => plainText(tokens ?? [], counts)
  switch (token.type) {
    case 'space':
    case 'checkbox':
    case 'hr':
    case 'br':
      return '\n'
    case 'formula':
      return formulaText(token as unknown as FormulaToken)
    case 'code':
      return `${codeText(token as Tokens.Code)}\n`
    case 'codespan':
    case 'escape':
      return (token as Tokens.Escape).text
    case 'list':
      return (token as List).items
        .map(({ tokens, ...item }: ListItem) => `${numberOf(item)}${inside(tokens)}\n`)
        .join('')
    case 'table':
      return tableRows(token as Tokens.Table)
        .map((cells) => `${cells.map(({ tokens }) => inside(tokens)).join(' · ')}\n`)
        .join('')
    case 'paragraph':
    case 'heading':
    case 'blockquote':
      return `${inside(token.tokens)}\n`
    default:
      return 'tokens' in token ? inside(token.tokens) : ((token as Tokens.Text).text ?? token.raw)
  }
}

const numberOf = ({ value }: Pick<ListItem, 'value'>): string => (value === undefined ? '' : `${value}. `)

const tableRows = ({ header, rows }: Tokens.Table): Tokens.TableCell[][] => [header, ...rows]

const codeText = ({ lang, text }: Tokens.Code): string => (lang === 'math' ? texWords(text) : text)

const formulaText = ({ tex, display }: FormulaToken): string =>
  display ? ` ${texWords(tex)} ` : texWords(tex)
