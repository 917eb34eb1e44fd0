// Lexes the Markdown of documents with marked's lexer only. No HTML is ever made, so there is nothing to sanitise.
// Messages have a reader of their own: what is a document's mark is often none in a sentence.
import { Lexer, Tokenizer, type Token, type TokensList } from 'marked'
import { Formulas } from './formula-tokens.ts'
import { webAddressAt, webLink } from './reader/addresses.ts'

/** People do not nest deeper, and the lexer recurses once per level. */
const MAX_NESTING = /^(?:[ \t]*(?:>|[-*+][ \t]|\d+[.)][ \t])){16}/mu

/** The tokens of a page: document Markdown, in which a single line break is a space. */
export const lexPage = (text: string): readonly Token[] => {
  if (MAX_NESTING.test(text)) return plain(text)
  try {
    return new FormulaLexer(new Formulas(text.length)).lex(text)
  } catch {
    // A lexer that throws must not break the page.
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

  constructor(formulas: Formulas) {
    const tokenizer = new PatientTokenizer()
    super({ gfm: true, tokenizer, ...formulas.options })
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

/** The search for the end of an emphasis is quadratic; a paragraph with more marks has none. */
const MAX_MARKS = 400
/** So is the search for e-mail addresses in text without spaces; a run as long as this is plain text. */
const LONG_RUN = /^\S{2000,}/u
/** What may begin an address, within the same length. */
const WEB = /^(?:https?:\/\/|www\.)/iu
const MAIL = /^(?:ftp:\/\/|[\w.+-]{1,2000}@)/iu

/** The search for the end of a link, a tag, code or the line below a heading begins anew at each mark; longer ones are plain text. */
const MAX_SPAN = 2_000
const MAX_CODE = 4_000

const UNSPACED = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}]$/u

class PatientTokenizer extends Tokenizer {
  #seen = ''
  #tooMany = false

  override emStrong(src: string, maskedSrc: string, prevChar?: string) {
    if (maskedSrc !== this.#seen) {
      this.#seen = maskedSrc
      this.#tooMany = (maskedSrc.match(/[*_]+/g)?.length ?? 0) > MAX_MARKS
    }
    if (this.#tooMany) return undefined
    // A script without spaces has nothing else beside a mark.
    return super.emStrong(src, maskedSrc, prevChar !== undefined && UNSPACED.test(prevChar) ? '' : prevChar)
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
    if (!WEB.test(src)) return MAIL.test(src) ? super.url(src) : undefined
    const address = webAddressAt(src, 0)
    return address === undefined ? undefined : webLink(address)
  }

  override inlineText(src: string) {
    const run = LONG_RUN.exec(src)?.[0]
    return run === undefined
      ? super.inlineText(src)
      : { type: 'text' as const, raw: run, text: run, escaped: false }
  }
}

const plain = (text: string): readonly Token[] => [{ type: 'text', raw: text, text }]
