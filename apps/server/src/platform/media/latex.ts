// Letters and signs in LaTeX. KaTeX takes Greek letters, relations and arrows unchanged; this lists those with
// another meaning.

/** A lookup table that is safe with untrusted keys. */
export const mapOf = <T>(list: Readonly<Record<string, T>>): ReadonlyMap<string, T> =>
  new Map(Object.entries(list))

/** Names that are set upright. */
export const FUNCTIONS: ReadonlySet<string> = new Set(
  'arccos arcsin arctan arg cos cosh cot coth csc deg det dim exp gcd hom inf ker lg lim liminf limsup ln log max min Pr sec sin sinh sup tan tanh'.split(
    ' ',
  ),
)

const ESCAPES: Record<string, string> = {
  '\\': '\\backslash ',
  '{': '\\{',
  '}': '\\}',
  $: '\\$',
  '%': '\\%',
  '#': '\\#',
  '&': '\\&',
  _: '\\_',
  '^': '\\wedge ',
  '~': '\\sim ',
  '`': '\\backprime ',
  '<': '\\lt ',
  '>': '\\gt ',
  '−': '-',
  '\u00A0': ' ',
}

const TEXT_ESCAPES: Record<string, string> = {
  ...ESCAPES,
  '\\': '\\textbackslash ',
  '^': '\\textasciicircum ',
  '~': '\\textasciitilde ',
  '`': '‘',
  '<': '\\textless ',
  '>': '\\textgreater ',
}

/** Applied functions, invisible products and the like; and the placeholders of equations. */
const INVISIBLE = /[\u2061-\u2064\u200B\uE000\uE001]/g
/** Styled letters as plain ones: the style is given separately. */
const STYLED = /[\u{1D400}-\u{1D7FF}]/gu
const MEANINGFUL = /[\\{}$%#&_^~`<>−\u00A0]/g

/** Literal text, in a formula or within `\text`. */
export const escapeMath = (text: string, mode: 'math' | 'text' = 'math'): string => {
  const escapes = mode === 'math' ? ESCAPES : TEXT_ESCAPES
  return text
    .replaceAll(INVISIBLE, '')
    .replaceAll(STYLED, (letter) => letter.normalize('NFKC'))
    .replaceAll(MEANINGFUL, (sign) => escapes[sign] ?? sign)
}

const OPERATORS = mapOf({
  '∫': '\\int',
  '∬': '\\iint',
  '∭': '\\iiint',
  '∮': '\\oint',
  '∑': '\\sum',
  '∏': '\\prod',
  '∐': '\\coprod',
  '⋂': '\\bigcap',
  '⋃': '\\bigcup',
  '⋀': '\\bigwedge',
  '⋁': '\\bigvee',
  '⨁': '\\bigoplus',
  '⨂': '\\bigotimes',
})

/** The command of a sum, an integral and so on. */
export const operatorOf = (sign: string): string => OPERATORS.get(sign) ?? escapeMath(sign)

const DELIMITERS = mapOf({
  '': '.',
  '{': '\\{',
  '}': '\\}',
  '⟨': '\\langle ',
  '⟩': '\\rangle ',
  '〈': '\\langle ',
  '〉': '\\rangle ',
  '<': '\\langle ',
  '>': '\\rangle ',
  '⌊': '\\lfloor ',
  '⌋': '\\rfloor ',
  '⌈': '\\lceil ',
  '⌉': '\\rceil ',
  '|': '|',
  '‖': '\\Vert ',
  '∥': '\\Vert ',
  '(': '(',
  ')': ')',
  '[': '[',
  ']': ']',
  '/': '/',
  '↑': '\\uparrow ',
  '↓': '\\downarrow ',
})

/** The symbol after `\left` and `\right`; a delimiter that cannot grow is omitted. */
export const symbolOf = (delimiter: string): string => DELIMITERS.get(delimiter) ?? '.'

/** Alphabets, by their names in Office. */
export const SCRIPTS = mapOf({
  'double-struck': '\\mathbb',
  fraktur: '\\mathfrak',
  script: '\\mathcal',
  'sans-serif': '\\mathsf',
  monospace: '\\mathtt',
})

/** Accents over or under letters. */
export const ACCENTS = mapOf({
  '\u0300': '\\grave',
  '\u0301': '\\acute',
  '\u0302': '\\hat',
  '\u0303': '\\tilde',
  '\u0304': '\\bar',
  '\u0305': '\\overline',
  '\u0306': '\\breve',
  '\u0307': '\\dot',
  '\u0308': '\\ddot',
  '\u030A': '\\mathring',
  '\u030C': '\\check',
  '\u0332': '\\underline',
  '\u20D6': '\\overleftarrow',
  '\u20D7': '\\vec',
  '\u20E1': '\\overleftrightarrow',
  '¯': '\\bar',
})

/** Braces over or under a term. */
export const BRACES = mapOf({
  '⏞': '\\overbrace',
  '⏟': '\\underbrace',
  '→': '\\overrightarrow',
  '←': '\\overleftarrow',
})
