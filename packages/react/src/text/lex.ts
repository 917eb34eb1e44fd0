// Lexes Markdown with marked's lexer only. No HTML is ever made, so there is nothing to sanitise.
import { Lexer, Tokenizer, type Token, type TokensList } from 'marked'
import { Formulas } from './formula-tokens.ts'
import { Recent } from './recent.ts'

/** People do not nest deeper, and the lexer recurses once per level. */
const MAX_NESTING = /^(?:[ \t]*(?:>|[-*+][ \t]|\d+[.)][ \t])){16}/mu

const REMEMBERED = 400
const recent = new Recent<readonly Token[]>(REMEMBERED)

/** The tokens of a text; a row that comes back into view gets its former ones. */
export const lex = (text: string): readonly Token[] => recent.get(text, () => tokenise(text))

/** The tokens of a page: as usual in Markdown, a single line break is a space. */
export const lexPage = (text: string): readonly Token[] => tokenise(text, false)

const tokenise = (text: string, breaks = true): readonly Token[] => {
  if (MAX_NESTING.test(text)) return plain(text)
  try {
    return new FormulaLexer(new Formulas(text.length), breaks).lex(text)
  } catch {
    // A lexer that throws must not break the conversation.
    return plain(text)
  }
}

/**
 * For links by reference whose words have a star or an underscore, the lexer reads up to a thousand characters
 * after each bracket: half a second for a message of brackets. Nobody writes such links here.
 */
const NOTHING = /(?!)/gu

class FormulaLexer extends Lexer {
  readonly #formulas: Formulas

  constructor(formulas: Formulas, breaks: boolean) {
    const tokenizer = new PatientTokenizer()
    super({ gfm: true, breaks, tokenizer, ...formulas.options })
    this.#formulas = formulas
    const { inline } = tokenizer.rules
    tokenizer.rules = { ...tokenizer.rules, inline: { ...inline, reflinkSearch: NOTHING } }
  }

  override blockTokens(src: string, tokens?: Token[], lastParagraphClipped?: boolean): Token[]
  override blockTokens(src: string, tokens?: TokensList, lastParagraphClipped?: boolean): TokensList
  override blockTokens(src: string, tokens?: Token[], lastParagraphClipped?: boolean): Token[] {
    return this.#formulas.within(src, () => super.blockTokens(src, tokens, lastParagraphClipped))
  }
}

/**
 * A text that grows at its end. Its finished blocks keep their tokens and their elements: only the last two
 * blocks are lexed again, because the text after a list may still belong to it.
 */
export class GrowingText {
  #text = ''
  #tokens: readonly Token[] = []

  read(text: string): readonly Token[] {
    const kept = text.startsWith(this.#text) && !REFERS.test(text) ? selectFinished(this.#tokens) : []
    const head = kept.map(({ raw }) => raw).join('')
    this.#tokens = text.startsWith(head) ? [...kept, ...tokenise(text.slice(head.length))] : tokenise(text)
    this.#text = text
    return this.#tokens
  }
}

/** A definition may be anywhere and changes earlier blocks. */
const REFERS = /^ {0,3}\[[^\]\n]+\]:/mu
const OPEN_BLOCKS = 2

const selectFinished = (tokens: readonly Token[]): readonly Token[] => {
  const blocks = tokens.flatMap(({ type }, index) => (type === 'space' ? [] : [index]))
  return tokens.slice(0, blocks.at(-OPEN_BLOCKS) ?? 0)
}

/** The search for the end of an emphasis is quadratic; a paragraph with more marks has none. */
const MAX_MARKS = 400
/** So is the search for e-mail addresses in text without spaces; a run as long as this is plain text. */
const LONG_RUN = /^\S{2000,}/u
/** What may begin an address, within the same length. */
const LINK = /^(?:(?:https?|ftp):\/\/|www\.|[\w.+-]{1,2000}@)/iu

/** The search for the end of a link, a tag, code or the line below a heading begins anew at each mark; longer ones are plain text. */
const MAX_SPAN = 2_000
const MAX_CODE = 4_000

class PatientTokenizer extends Tokenizer {
  #seen = ''
  #tooMany = false

  override emStrong(src: string, maskedSrc: string, prevChar?: string) {
    if (maskedSrc !== this.#seen) {
      this.#seen = maskedSrc
      this.#tooMany = (maskedSrc.match(/[*_]+/g)?.length ?? 0) > MAX_MARKS
    }
    return this.#tooMany ? undefined : super.emStrong(src, maskedSrc, prevChar)
  }

  override lheading(src: string) {
    const found = super.lheading(src.slice(0, MAX_SPAN))
    // The end of the stretch is not the end of a line.
    return found && found.raw.length < MAX_SPAN ? found : undefined
  }

  override tag(src: string) {
    return super.tag(src.slice(0, MAX_SPAN))
  }

  override link(src: string) {
    return super.link(src.slice(0, MAX_SPAN))
  }

  override codespan(src: string) {
    return super.codespan(src.slice(0, MAX_CODE))
  }

  override autolink(src: string) {
    return super.autolink(src.slice(0, MAX_SPAN))
  }

  override reflink(...[src, links]: Parameters<Tokenizer['reflink']>) {
    return super.reflink(src.slice(0, MAX_SPAN), links)
  }

  override url(src: string) {
    return LINK.test(src) ? super.url(src) : undefined
  }

  override inlineText(src: string) {
    const run = LONG_RUN.exec(src)?.[0]
    return run === undefined
      ? super.inlineText(src)
      : { type: 'text' as const, raw: run, text: run, escaped: false }
  }
}

const plain = (text: string): readonly Token[] => [{ type: 'text', raw: text, text }]
