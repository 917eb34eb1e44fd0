/** Markup that needs no further escaping. */
export class Html {
  readonly text: string

  constructor(text: string) {
    this.text = text
  }
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

const escape = (text: string): string => text.replaceAll(/[&<>"]/g, (char) => entities[char] ?? char)

type Piece = string | number | Html | readonly Html[]

const render = (piece: Piece): string => {
  if (piece instanceof Html) return piece.text
  return typeof piece === 'object' ? piece.map((html) => html.text).join('') : escape(String(piece))
}

/** A template whose pieces are escaped unless they are {@link Html}. */
export const html = (strings: TemplateStringsArray, ...pieces: Piece[]): Html =>
  new Html(strings.reduce((whole, string, index) => whole + render(pieces[index - 1] ?? '') + string))

/** Plain text with `code` between backticks shown as code. */
export const prose = (text: string): Html[] =>
  text.split('`').map((piece, index) => (index % 2 === 1 ? html`<code>${piece}</code>` : html`${piece}`))
