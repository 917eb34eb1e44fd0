import type { Fault, FaultResult } from './fault.ts'
import { percentile } from './percentile.ts'

export interface CardRow {
  fault: Fault
  result: FaultResult
  seconds: number
}

export interface Card {
  commit: string
  seed: number
  /** Of the day it was run: `2026-11-23`. */
  date: string
  machine: string
  rows: readonly CardRow[]
}

const HEADINGS = ['Fault', 'What must hold', 'Trials', 'Violations', '95 % bound', 'Recovery p50', 'p99']

/** The report card as Markdown; tables read well in a terminal too. */
export const writeCard = ({ commit, seed, date, machine, rows }: Card): string => {
  const broken = rows.reduce((sum, { result }) => sum + result.violations.length, 0)
  return [
    '# Reliability card',
    '',
    `Made by \`npm run reliability\` on ${date} at commit ${commit}, seed ${seed}, ${machine}.`,
    `${count(
      rows.reduce((sum, { result }) => sum + result.trials, 0),
      'trial',
    )}, ${count(broken, 'violation')}.`,
    '',
    'The bound is the largest share of trials that could fail and still, with 95 % confidence, not have been seen to:',
    '3/n without a violation in n trials. Recovery is how long a client was cut off once the cause was over, where',
    'there is such a moment.',
    '',
    line(HEADINGS),
    line(HEADINGS.map((_, index) => (index < 2 ? '---' : '---:'))),
    ...rows.map(cardRow),
    '',
    ...rows.flatMap(({ fault, result }) => result.notes.map((note) => `- ${fault.name}: ${note}`)),
    ...rows.flatMap(complaints),
  ].join('\n')
}

const cardRow = ({ fault, result }: CardRow): string => {
  const { trials, violations, recovery_ms } = result
  return line([
    `${fault.name}: ${fault.fault}`,
    fault.pass,
    String(trials),
    String(violations.length),
    violations.length === 0 ? bound(trials) : '–',
    recovery_ms.length === 0 ? '–' : duration(percentile(recovery_ms, 0.5)),
    recovery_ms.length === 0 ? '–' : duration(percentile(recovery_ms, 0.99)),
  ])
}

const MAX_COMPLAINTS = 20

const complaints = ({ fault, result: { violations } }: CardRow): string[] => {
  if (violations.length === 0) return []
  const shown = violations.slice(0, MAX_COMPLAINTS)
  const lines = shown.map(({ invariant, sentence, ids }) =>
    `- ${invariant} ${sentence} ${ids.join(' ')}`.trimEnd(),
  )
  return ['', `## Violations under ${fault.name}`, '', ...lines]
}

/** The rule of three. */
const bound = (trials: number): string => `≤ ${Number(Math.min(100, 300 / trials).toPrecision(2))} %`

const duration = (ms: number): string =>
  ms < 1_000 ? `${Math.round(ms)} ms` : `${(ms / 1_000).toFixed(1)} s`
const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? '' : 's'}`
const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
