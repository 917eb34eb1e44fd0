// `npm run reliability`: runs every fault as often as the document promises, and writes the report card.
import { execFileSync } from 'node:child_process'
import { cpus, release, type as system } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { build } from '../scripts/build.ts'
import { provideFor } from '../scripts/needs.ts'
import type { Fault, FaultResult } from './fault.ts'
import { faults } from './faults/index.ts'
import { percentile } from './percentile.ts'
import { CardRecord } from './record.ts'
import { writeCard, type CardRow } from './report.ts'

const root = join(import.meta.dirname, '..')

const HELP = `npm run reliability -- [options]

  --only <names>         some faults only: ${faults.map(({ name }) => name).join(', ')}
  --trials-scale <x>     so many times the usual trials: 0.1 for a glance
  --seed <n>             draws the same trials again
  --card <file.md>       also keeps the report card in this file, and its rows beside it: those run now replace the former

Exit code 1 when anything that is promised did not hold.`

/** The card has more of them. */
const SHOWN_AT_ONCE = 5

interface Options {
  chosen: readonly Fault[]
  scale: number
  seed: number
  record: CardRecord | undefined
}

const names = faults.map(({ name }) => name)

const readOptions = (): Options => {
  const { values } = parseArgs({
    options: {
      only: { type: 'string' },
      'trials-scale': { type: 'string', default: '1' },
      seed: { type: 'string', default: String(Math.floor(performance.timeOrigin) % 1_000_000) },
      card: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  })
  if (values.help) {
    console.log(HELP)
    process.exit(0)
  }
  const wanted = values.only?.split(',') ?? names
  const unknown = wanted.filter((name) => !names.includes(name))
  if (unknown.length > 0) throw new Error(`There is no fault ${unknown.join(', ')}.\n\n${HELP}`)
  return {
    chosen: faults.filter(({ name }) => wanted.includes(name)),
    scale: Number(values['trials-scale']),
    seed: Number(values.seed),
    record: values.card === undefined ? undefined : new CardRecord(resolve(values.card), names),
  }
}

/** Parallel faults of those that wait: each has its own server, and time limits of seconds. */
const ABREAST = 3

/**
 * Faults that keep the machine busy run alone, waiting ones in parallel; the card keeps the order of the
 * matrix.
 */
const runAll = async (options: Options): Promise<CardRow[]> => {
  const [waiting, working] = [true, false].map((waits) =>
    options.chosen.filter((fault) => fault.waits === waits),
  )
  const rows: CardRow[] = []
  for (const fault of working ?? []) rows.push(await runFault(fault, options))
  const left = [...(waiting ?? [])]
  const lane = async () => {
    for (let fault = left.shift(); fault; fault = left.shift()) rows.push(await runFault(fault, options))
  }
  await Promise.all(Array.from({ length: ABREAST }, lane))
  const place = ({ name }: CardRow) => names.indexOf(name)
  return rows.sort((a, b) => place(a) - place(b))
}

const runFault = async (fault: Fault, { scale, seed, record }: Options): Promise<CardRow> => {
  const trials = Math.max(1, Math.round(fault.trials.full * scale))
  console.log(`── ${fault.name}: ${fault.fault} (${trials}×)`)
  const begun = performance.now()
  const result = await fault
    .run({ trials, seed, size: scale < 1 ? 'small' : 'full' })
    .catch((error: unknown) => ({
      trials,
      violations: [{ invariant: 'I1' as const, sentence: `The trial broke off: ${String(error)}`, ids: [] }],
      recovery_ms: [],
      notes: [],
    }))
  const seconds = (performance.now() - begun) / 1_000
  console.log(
    `   ${fault.name}: ${result.violations.length} violations in ${result.trials} trials, ${seconds.toFixed(0)} s`,
  )
  for (const { invariant, sentence } of result.violations.slice(0, SHOWN_AT_ONCE))
    console.log(`   ${invariant} ${sentence}`)
  const row = rowOf(fault, result, seed)
  record?.add(row)
  return row
}

const rowOf = ({ name, fault, pass }: Fault, result: FaultResult, seed: number): CardRow => {
  const { trials, violations, recovery_ms, notes } = result
  const date = new Date().toISOString().slice(0, 10)
  const recovery = recovery_ms.length > 0 && {
    recovery: { p50: percentile(recovery_ms, 0.5), p99: percentile(recovery_ms, 0.99) },
  }
  return {
    name,
    fault,
    pass,
    trials,
    violations,
    ...recovery,
    notes,
    commit: commit(),
    seed,
    date,
    machine: machine(),
  }
}

const commit = (): string => {
  const git = (...args: string[]) => execFileSync('git', args, { cwd: root, encoding: 'utf8' }).trim()
  const isChanged = git('status', '--porcelain', '--', 'apps', 'packages', 'reliability') !== ''
  return git('rev-parse', '--short', 'HEAD') + (isChanged ? ' with changes' : '')
}

const machine = (): string =>
  `Node ${process.versions.node} on ${system()} ${release()}, ${cpus().length} cores of ${cpus()[0]?.model ?? 'unknown'}`

const main = async (): Promise<void> => {
  const options = readOptions()
  const { missing } = await provideFor('reliability')
  if (missing.length > 0) throw new Error(missing.join(' '))
  if (!(await build())) throw new Error('The build failed.')
  const rows = await runAll(options)
  console.log(`\n${writeCard(rows)}`)
  if (rows.some(({ violations }) => violations.length > 0)) process.exitCode = 1
}

await main()
// An unfinished stage must not keep the machine busy.
process.exit()
