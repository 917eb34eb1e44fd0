// Equations of Word files (Office MathML) as LaTeX: the Word reader does not know them and leaves them out.
// Elements and their defaults: ECMA-376-1, part 22.1.
import { SaxesParser } from 'saxes'
import { ACCENTS, BRACES, escapeMath, FUNCTIONS, mapOf, operatorOf, SCRIPTS, symbolOf } from './latex.ts'

/** An element without the prefixes of its names, and its direct text. */
interface Xml {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: Xml[]
  text: string
}

/** More than any page has; the others are left out. */
const MAX_EQUATIONS = 2_000
/** People do not nest deeper; anything deeper becomes plain text. */
const MAX_DEPTH = 40
const OPEN = '<m:oMath'

/** The placeholder of an equation in the text: characters without other meaning. */
const [BEGIN, END] = ['\uE000', '\uE001']
const PLACE = new RegExp(`${BEGIN}(\\d+)${END}`, 'g')
const PLACE_ALONE = new RegExp(`^${BEGIN}(\\d+)${END}[ \\t]*$`, 'gm')

export class WordEquations {
  readonly #found: string[] = []

  /** Replaces equations by placeholders. */
  takeOut(xml: string): string {
    let taken = ''
    let from = 0
    for (const { start, end } of equationsIn(xml)) {
      if (this.#found.length >= MAX_EQUATIONS) break
      const place = `${BEGIN}${this.#found.push(latexOf(xml.slice(start, end))) - 1}${END}`
      taken += `${xml.slice(from, start)}<w:r><w:t>${place}</w:t></w:r>`
      from = end
    }
    return taken + xml.slice(from)
  }

  /** Replaces the placeholders by equations: on lines of their own if nothing else is there. */
  putIn(markdown: string): string {
    return markdown
      .replaceAll(PLACE_ALONE, (_, index) => this.#written(index, (latex) => `$$\n${latex}\n$$`))
      .replaceAll(PLACE, (_, index, at: number, text: string) =>
        this.#written(index, (latex) => `\\(${isInTable(text, at) ? withoutBars(latex) : latex}\\)`),
      )
  }

  #written(index: string, write: (latex: string) => string): string {
    const latex = this.#found[Number(index)] ?? ''
    return latex === '' ? '' : write(latex)
  }
}

const isInTable = (text: string, at: number): boolean => text[text.lastIndexOf('\n', at) + 1] === '|'

/** A bar would end the cell. */
const withoutBars = (latex: string): string => latex.replaceAll('|', '\\vert ')

/** Linear for any file: each search begins where the one before ended. */
function* equationsIn(xml: string): Generator<{ start: number; end: number }> {
  for (let start = xml.indexOf(OPEN); start >= 0; start = xml.indexOf(OPEN, start)) {
    const name = xml.startsWith(`${OPEN}Para`, start) ? 'oMathPara' : 'oMath'
    const tagEnd = xml.indexOf('>', start)
    if (tagEnd < 0) return
    const isEmpty = xml[tagEnd - 1] === '/'
    const close = isEmpty ? tagEnd : xml.indexOf(`</m:${name}>`, tagEnd)
    if (close < 0) return
    const end = isEmpty ? tagEnd + 1 : close + `</m:${name}>`.length
    // `<m:oMathParaPr>` and the like begin like this, too.
    if (/[\s/>]/.test(xml[start + `<m:${name}`.length] ?? '')) yield { start, end }
    start = end
  }
}

/** An unreadable equation becomes its letters. */
const latexOf = (xml: string): string => {
  const root = parse(xml)
  if (!root) return escapeMath(xml.replaceAll(/<[^>]*>/g, ' ')).trim()
  const lines = root.name === 'oMathPara' ? root.children.filter(is('oMath')) : [root]
  const latexLines = lines.map((line) => tidy(childrenToLatex(line, 0))).filter((line) => line !== '')
  return latexLines.length < 2 ? (latexLines[0] ?? '') : lined('gathered', latexLines)
}

/** Undefined if it is not well-formed. */
const parse = (xml: string): Xml | undefined => {
  const root: Xml = { name: '', attributes: {}, children: [], text: '' }
  const open = [root]
  const parser = new SaxesParser({ fragment: true, position: false, xmlns: false })
  parser.on('error', (error) => {
    throw error
  })
  parser.on('opentag', ({ name, attributes }) => {
    const element: Xml = { name: local(name), attributes, children: [], text: '' }
    open.at(-1)?.children.push(element)
    open.push(element)
  })
  parser.on('text', (text) => {
    const element = open.at(-1)
    if (element) element.text += text
  })
  parser.on('closetag', () => void open.pop())
  try {
    parser.write(xml).close()
    return root.children[0]
  } catch {
    return undefined
  }
}

const local = (name: string): string => name.slice(name.indexOf(':') + 1)

const is =
  (name: string) =>
  (element: Xml): boolean =>
    element.name === name

/** All its children, one after the other. */
const childrenToLatex = (node: Xml | undefined, depth: number): string =>
  node ? node.children.map((child) => texOf(child, depth + 1)).join('') : ''

const texOf = (node: Xml, depth: number): string => {
  if (depth > MAX_DEPTH) return escapeMath(lettersOf(node))
  const write = WRITERS.get(node.name)
  if (write) return write(new Part(node, depth))
  return node.name.endsWith('Pr') ? '' : childrenToLatex(node, depth)
}

/** All its letters, at any depth. */
const lettersOf = (node: Xml): string => {
  let letters = ''
  const left = [node]
  for (let next = left.pop(); next; next = left.pop()) {
    letters += next.text
    left.push(...next.children.toReversed())
  }
  return letters
}

/** An element with its parts and its properties. */
class Part {
  readonly #node: Xml
  readonly #depth: number

  constructor(node: Xml, depth: number) {
    this.#node = node
    this.#depth = depth
  }

  /** The content of one of its parts. */
  of(name: string): string {
    return tidy(childrenToLatex(this.#node.children.find(is(name)), this.#depth))
  }

  /** The content of each of several parts. */
  each(name: string): string[] {
    return this.#all(name).map((part) => tidy(childrenToLatex(part, this.#depth)))
  }

  /** The cells of each row. */
  rows(): string[][] {
    return this.#all('mr').map((row) => new Part(row, this.#depth + 1).each('e'))
  }

  get text(): string {
    return this.#all('t')
      .map(({ text }) => text)
      .join('')
  }

  /** The value of a property; '' if it is present without a value. */
  property(name: string): string | undefined {
    const properties = this.#node.children.find((child) => child.name.endsWith('Pr'))
    const found = properties?.children.find(is(name))
    return found && (found.attributes['m:val'] ?? '')
  }

  isSet(name: string, otherwise = false): boolean {
    const value = this.property(name)
    return value === undefined ? otherwise : !['0', 'off', 'false'].includes(value)
  }

  #all(name: string): Xml[] {
    return this.#node.children.filter(is(name))
  }
}

const WRITERS = mapOf<(part: Part) => string>({
  r: (part) => styleLetters(part),
  f: (part) => fraction(part),
  sSup: (part) => `${base(part.of('e'))}^{${part.of('sup')}}`,
  sSub: (part) => `${base(part.of('e'))}_{${part.of('sub')}}`,
  sSubSup: (part) => `${base(part.of('e'))}_{${part.of('sub')}}^{${part.of('sup')}}`,
  sPre: (part) => `{}_{${part.of('sub')}}^{${part.of('sup')}}${base(part.of('e'))}`,
  rad: (part) => {
    const degree = part.isSet('degHide') ? '' : part.of('deg')
    return `\\sqrt${degree === '' ? '' : `[{${degree}}]`}{${part.of('e')}}`
  },
  nary: (part) => {
    const limits = part.property('limLoc') === 'undOvr' ? '\\limits' : ''
    const below = part.isSet('subHide') ? '' : part.of('sub')
    const above = part.isSet('supHide') ? '' : part.of('sup')
    const sign = operatorOf(part.property('chr') ?? '∫')
    return `${sign}${limits}${below && `_{${below}}`}${above && `^{${above}}`} ${part.of('e')}`
  },
  d: (part) => {
    const [left, right] = [part.property('begChr') ?? '(', part.property('endChr') ?? ')']
    const between = part.property('sepChr') ?? '|'
    const separator = between === '|' ? ' \\middle| ' : escapeMath(between)
    return `\\left${symbolOf(left)}${part.each('e').join(separator)}\\right${symbolOf(right)}`
  },
  func: (part) => `${part.of('fName')} ${part.of('e')}`,
  limLow: (part) => limit(part, '_', '\\underset'),
  limUpp: (part) => limit(part, '^', '\\overset'),
  acc: (part) => `${ACCENTS.get(part.property('chr') ?? '\u0302') ?? '\\hat'}{${part.of('e')}}`,
  bar: (part) => `${part.property('pos') === 'top' ? '\\overline' : '\\underline'}{${part.of('e')}}`,
  groupChr: (part) => {
    const sign = part.property('chr') ?? '⏟'
    const known = BRACES.get(sign)
    if (known) return `${known}{${part.of('e')}}`
    const place = part.property('pos') === 'top' ? '\\overset' : '\\underset'
    return `${place}{${escapeMath(sign)}}{${part.of('e')}}`
  },
  m: (part) =>
    lined(
      'matrix',
      part.rows().map((cells) => cells.join(' & ')),
    ),
  eqArr: (part) => lined('aligned', part.each('e').map(unescapeAmpersands)),
  borderBox: (part) => `\\boxed{${part.of('e')}}`,
  phant: (part) => (part.isSet('show', true) ? part.of('e') : `\\phantom{${part.of('e')}}`),
})

/** Letters in their style. */
const styleLetters = (part: Part): string => {
  const { text } = part
  if (part.isSet('nor')) return text === '' ? '' : `\\text{${escapeMath(text, 'text')}}`
  const name = text.trim()
  if (FUNCTIONS.has(name)) return `\\${name} `
  const escaped = escapeMath(text)
  if (!/\p{L}/u.test(text)) return escaped
  const script = SCRIPTS.get(part.property('scr') ?? '')
  if (script) return `${script}{${escaped}}`
  switch (part.property('sty')) {
    case 'b':
      return `\\mathbf{${escaped}}`
    case 'bi':
      return `\\boldsymbol{${escaped}}`
    case 'p':
      return /^[A-Za-z]{2,}$/.test(name) ? `\\operatorname{${name}}` : `\\mathrm{${escaped}}`
    default:
      return escaped
  }
}

const fraction = (part: Part): string => {
  const [over, under] = [part.of('num'), part.of('den')]
  switch (part.property('type')) {
    case 'noBar':
      return `\\genfrac{}{}{0pt}{}{${over}}{${under}}`
    case 'lin':
    case 'skw':
      return `{${over}}/{${under}}`
    default:
      return `\\frac{${over}}{${under}}`
  }
}

/** Operators that take limits, and a labelled brace. */
const TAKES_LIMITS =
  /^\\(?:lim|limsup|liminf|max|min|sup|inf|det|gcd|Pr|sum|prod|overbrace\{.*\}|underbrace\{.*\})$/s

const limit = (part: Part, mark: string, otherwise: string): string => {
  const [below, at] = [part.of('e'), part.of('lim')]
  return TAKES_LIMITS.test(below) ? `${below}${mark}{${at}}` : `${otherwise}{${at}}{${below}}`
}

/** One letter or one command needs no braces. */
const base = (latex: string): string => (/^(?:[\p{L}\p{N}]|\\[A-Za-z]+)$/u.test(latex) ? latex : `{${latex}}`)

/** Ampersands align lines; between two of them is space. */
const unescapeAmpersands = (line: string): string => line.replaceAll('\\&', '&')

const lined = (environment: string, lines: readonly string[]): string =>
  `\\begin{${environment}}${lines.join(' \\\\ ')}\\end{${environment}}`

const tidy = (latex: string): string => latex.replaceAll(/\s+/g, ' ').trim()
