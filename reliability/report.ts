import type { Violation } from './history-checker.ts'

/** One run of a fault. */
export interface CardRow {
  name: string
  fault: string
  pass: string
  trials: number
  violations: readonly Violation[]
  /** Milliseconds, if there was an interruption. */
  recovery?: { p50: number; p99: number }
  notes: readonly string[]
  /** The commit of the sources. */
  commit: string
  seed: number
  /** The day: `2026-11-23`. */
  date: string
  machine: string
}

const HEADINGS = [
  'Fault',
  'What must hold',
  'Trials',
  'Violations',
  '95 % bound',
  'Recovery p50',
  'p99',
  'Run of',
]

/** The report card as Markdown; tables read well in a terminal too. */
export const writeCard = (rows: readonly CardRow[]): string => {
  const trials = rows.reduce((sum, row) => sum + row.trials, 0)
  const broken = rows.reduce((sum, { violations }) => sum + violations.length, 0)
  return [
    '# Reliability card',
    '',
    `Made by \`npm run reliability\` on ${each(rows, ({ machine }) => machine)}.`,
    `${count(trials, 'trial')}, ${count(broken, 'violation')}.`,
    '',
    'The bound is the largest share of trials that could fail and still, with 95 % confidence, not have been seen to:',
    '3/n without a violation in n trials. Recovery is how long a client was cut off once the cause was over, where',
    'there is such a moment. The last column tells when a row was run, on which commit, and with which seed.',
    '',
    line(HEADINGS),
    line(HEADINGS.map((_, index) => (index < 2 || index === HEADINGS.length - 1 ? '---' : '---:'))),
    ...rows.map(cardRow),
    '',
    ...rows.flatMap(({ name, notes }) => notes.map((note) => `- ${name}: ${note}`)),
    ...rows.flatMap(complaints),
  ].join('\n')
}

const each = (rows: readonly CardRow[], of: (row: CardRow) => string): string =>
  [...new Set(rows.map(of))].join(', and ')

const cardRow = ({ name, fault, pass, trials, violations, recovery, ...run }: CardRow): string =>
  line([
    `${name}: ${fault}`,
    pass,
    String(trials),
    String(violations.length),
    violations.length === 0 ? bound(trials) : '–',
    recovery ? duration(recovery.p50) : '–',
    recovery ? duration(recovery.p99) : '–',
    `${run.date}, ${run.commit}, seed ${run.seed}`,
  ])

const MAX_COMPLAINTS = 20

const complaints = ({ name, violations }: CardRow): string[] => {
  if (violations.length === 0) return []
  const shown = violations.slice(0, MAX_COMPLAINTS)
  const lines = shown.map(({ invariant, sentence, ids }) =>
    `- ${invariant} ${sentence} ${ids.join(' ')}`.trimEnd(),
  )
  return ['', `## Violations under ${name}`, '', ...lines]
}

/** The rule of three. */
const bound = (trials: number): string => `≤ ${Number(Math.min(100, 300 / trials).toPrecision(2))} %`

const duration = (ms: number): string =>
  ms < 1_000 ? `${Math.round(ms)} ms` : `${(ms / 1_000).toFixed(1)} s`
const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? '' : 's'}`
const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
