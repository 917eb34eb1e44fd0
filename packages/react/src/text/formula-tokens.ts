// Formulas among Markdown: $…$, $`…`$, $$…$$, \(…\) and \[…\]. A dollar sign is first of all money: a formula
// touches its signs and does not follow a letter or digit ("US$5"), and neither a digit ("$5 and $10",
// "$5/$10") nor a variable's name ("$PATH:$HOME") follows it.
import { Hooks, type MarkedOptions, type Token, type TokenizerExtensionFunction } from 'marked'

export interface FormulaToken {
  type: 'formula'
  raw: string
  tex: string
  /** On a line of its own. */
  display: boolean
}

/** Drawing takes time: formulas beyond this number stay as typed. */
const MAX_FORMULAS = 300

const NO_BLANK_LINE = String.raw`(?!\n[ \t]*\n)`
const DISPLAY = [
  String.raw`\$\$(?!\$)((?:${NO_BLANK_LINE}(?:\\[\s\S]|[^$\\]|\$(?!\$)))+)\$\$(?![\d$])`,
  // Not a link whose brackets are escaped.
  String.raw`\\\[((?:${NO_BLANK_LINE}[\s\S]){1,4000}?)\\\](?!\()`,
].join('|')
const INLINE = [
  String.raw`\$\u0060([^\u0060\n]+)\u0060\$`,
  String.raw`\$(?![\s$])((?:${NO_BLANK_LINE}(?:\\[\s\S]|[^$\\\u0060]))+)(?<!\s)\$(?![\dA-Z_{$])`,
  String.raw`\\\(((?:${NO_BLANK_LINE}[\s\S]){1,2000}?)\\\)`,
].join('|')

const BLOCK_AT_START = new RegExp(`^ {0,3}(?:${DISPLAY})[ \\t]*(?:\\n+|$)`, 'u')
const DISPLAY_AT_START = new RegExp(`^(?:${DISPLAY})`, 'u')
const INLINE_AT_START = new RegExp(`^(?:${INLINE})`, 'u')
const ANYWHERE = new RegExp(`${DISPLAY}|${INLINE}`, 'gu')

const AFTER_WORD = /[A-Za-z0-9$]$/u
/** "$20 for two, 30$ for three": an amount and a word. */
const MONEY = /^\d[\d.,]*\s+\p{L}{2,}/u

const texOf = (match: RegExpExecArray): string => match.slice(1).find((group) => group !== undefined) ?? ''

const formula = (match: RegExpExecArray | null, display: boolean): FormulaToken | undefined => {
  const tex = match ? texOf(match).trim() : ''
  return match && tex !== '' ? { type: 'formula', raw: match[0], tex, display } : undefined
}

const blockFormula = (src: string) => formula(BLOCK_AT_START.exec(src), true)

const inlineFormula = (src: string, before: readonly Token[]): FormulaToken | undefined => {
  const isDollar = src.startsWith('$')
  if (!isDollar && !/^\\[([]/u.test(src)) return undefined
  if (isDollar && AFTER_WORD.test(before.at(-1)?.raw ?? '')) return undefined
  const found = formula(DISPLAY_AT_START.exec(src), true) ?? formula(INLINE_AT_START.exec(src), false)
  return isDollar && found && MONEY.test(found.tex) ? undefined : found
}

const findNearest = (src: string, marks: readonly string[]): number | undefined => {
  const found = marks.map((mark) => src.indexOf(mark)).filter((index) => index >= 0)
  return found.length > 0 ? Math.min(...found) : undefined
}

/** Stars and underscores in a formula do not belong to an emphasis around it. */
class FormulaHooks extends Hooks {
  override emStrongMask(src: string): string {
    return src.replace(ANYWHERE, (raw) => `$${'a'.repeat(raw.length - 2)}$`)
  }
}

/** New for each text, because it counts the formulas. */
export const formulaOptions = (): Pick<MarkedOptions, 'extensions' | 'hooks'> => {
  let count = 0
  const counted = (found: FormulaToken | undefined) =>
    found && ++count <= MAX_FORMULAS ? { ...found } : undefined
  const block: TokenizerExtensionFunction = (src) => counted(blockFormula(src))
  const inline: TokenizerExtensionFunction = (src, before) => counted(inlineFormula(src, before))
  return {
    hooks: new FormulaHooks(),
    extensions: {
      renderers: {},
      childTokens: {},
      block: [block],
      inline: [inline],
      startBlock: [(src) => findNearest(src, ['\n$$', '\n\\['])],
      startInline: [(src) => findNearest(src, ['$', '\\(', '\\['])],
    },
  }
}
