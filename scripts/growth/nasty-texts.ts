// Texts that make careless code slow: marks repeated, nested and never closed, long words and long lines,
// thousands of headings, images, formulas and mentions.
import fc from 'fast-check'
import { drawnSeed, isFull } from '../drawn.ts'

export interface NastyText {
  name: string
  /** Exactly this many UTF-16 code units. */
  make: (length: number) => string
}

/** What begins, ends or separates something, to some function. */
const MARKS = [
  ...[
    '*',
    '**',
    '_',
    '~~',
    '`',
    '```',
    '$',
    '$$',
    '$`',
    '\\',
    '\\(',
    '\\[',
    '\\begin{a}',
    '\\frac{',
    '{',
    '}',
  ],
  ...[
    '[',
    ']',
    '(',
    ')',
    '](',
    '![',
    '![a](',
    '![a](attachment:',
    '[^1]',
    '[1]:',
    '[a]: b\n',
    '<',
    '<a ',
    '</',
  ],
  ...[
    '<!--',
    '<![CDATA[',
    '<?',
    '&',
    '&amp;',
    '&#',
    '#',
    '# ',
    '## a\n',
    '- ',
    '1. ',
    '> ',
    '| ',
    '|-|',
    '\n|a|b|\n|-|-|\n',
  ],
  ...[
    '@',
    '@[',
    '@Ada ',
    'www.',
    'http://',
    'https://a.',
    'a@b.',
    'mailto:',
    ':',
    ';',
    '.',
    ',',
    '?',
    '!',
    '"',
    "'",
    '/',
    '/*',
    '//',
    '=',
  ],
  ...[
    ' ',
    '\t',
    '\n',
    '\n\n',
    '\r\n',
    '  \n',
    ' \n',
    '\u00A0',
    '\u2028',
    '\f',
    '\0',
    'a',
    'A1',
    'ab ',
    '0',
    '1,',
    'é',
    'e\u0301',
  ],
  ...[
    '\u200B',
    '\u200D',
    '\u202E',
    '\uFE0F',
    '😀',
    '👩‍👩‍👧',
    'שלום ',
    '字',
    '字。',
    'ß',
    'İ',
    '\uD83D',
    '-',
    '--',
    '---\n',
    '+',
    '%',
    '%20',
  ],
]

/** Beginnings with their ends. */
const PAIRS = [
  ...[
    ['(', ')'],
    ['[', ']'],
    ['{', '}'],
    ['<', '>'],
    ['**', '**'],
    ['*', '*'],
    ['_', '_'],
    ['$', '$'],
    ['`', '`'],
  ],
  ...[
    ['\\(', '\\)'],
    ['\\[', '\\]'],
    ['{\\frac', '}'],
    ['[', '](a)'],
    ['![', '](attachment:a)'],
    ['> ', '\n'],
  ],
  ...[
    ['<b>', '</b>'],
    ['"', '"'],
    ['\\begin{matrix}', '\\end{matrix}'],
    ['/*', '*/'],
    ['<!--', '-->'],
  ],
] as const

/** Whole lines and paragraphs, thousands of them. */
const LINES = [
  ...[
    '# Heading\n',
    '#'.repeat(40) + '\n',
    '# a #b\n',
    '![A parabola](attachment:0192d0c0-0000-7000-8000-000000000000)\n',
  ],
  ...[
    '$x^2$ ',
    '$$\na\n$$\n',
    '\\[a\\]\n',
    '- item\n',
    '  - item\n',
    '1. item\n',
    '> quote\n',
    '| a | b |\n',
    '```js\na\n```\n',
    '~~~\n',
  ],
  ...[
    'Ada, how do I complete the square? ',
    '@Ada Lovelace ',
    'https://lectern.example/a?b=c ',
    'ada@lectern.example ',
  ],
  ...[
    '[1] ',
    '[2, 3] ',
    '*a* ',
    '**b',
    'a_b_',
    '\\$5 ',
    '$5 and $10, ',
    '<div>\n',
    'a  \n',
    'Wie löst man quadratische Gleichungen? ',
    '\\frac{1}{2}',
  ],
]

const fill = (piece: string, length: number): string =>
  piece.repeat(Math.ceil(length / piece.length)).slice(0, length)

const named = (name: string, make: (length: number) => string): NastyText => ({ name, make })
const show = (text: string): string => JSON.stringify(text)

const repeated = MARKS.map((mark) => named(`${show(mark)} repeated`, (length) => fill(mark, length)))

/** What ends otherwise than it promises makes a search go back to its beginning. */
const thwarted = MARKS.flatMap((mark) => [
  named(`${show(mark)} repeated, then "!"`, (length) => `${fill(mark, length - 1)}!`),
  named(`"x" and ${show(mark)} repeated, then a line`, (length) => `x${fill(mark, length - 3)}\nx`),
])

const unclosed = MARKS.map((mark) =>
  named(`${show(mark)} and a long word`, (length) => fill(`${mark}${'word'.repeat(length)}`, length)),
)

const nested = PAIRS.map(([open, close]) =>
  named(`${show(open)} ${show(close)} nested`, (length) => {
    const depth = Math.floor(length / (open.length + close.length))
    return (open.repeat(depth) + close.repeat(depth)).padEnd(length)
  }),
)

const halfOpen = PAIRS.map(([open, close]) =>
  named(`${show(open)} repeated, ${show(close)} once`, (length) => fill(open, length - close.length) + close),
)

const manyLines = LINES.map((line) => named(`${show(line)} repeated`, (length) => fill(line, length)))

const drawnMixes = (count: number): NastyText[] =>
  fc
    .sample(fc.array(fc.constantFrom(...MARKS), { minLength: 2, maxLength: 4 }), {
      seed: isFull ? drawnSeed : 1,
      numRuns: count,
    })
    .map((marks) =>
      named(`${show(marks.join(''))} repeated, drawn`, (length) => fill(marks.join(''), length)),
    )

/** The full test draws others each time. */
const MIXES = isFull ? 4_000 : 40

const all: readonly NastyText[] = [
  ...repeated,
  ...thwarted,
  ...unclosed,
  ...nested,
  ...halfOpen,
  ...manyLines,
  ...drawnMixes(MIXES),
]

/** Two that are drawn may be the same. */
export const NASTY_TEXTS: readonly NastyText[] = [...new Map(all.map((text) => [text.name, text])).values()]
