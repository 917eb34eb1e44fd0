// `npm run reliability`: every fault as often as the document promises, and the report card of it.
import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { cpus, release, type as system } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { build } from '../scripts/build.ts'
import type { Fault } from './fault.ts'
import { faults } from './faults/index.ts'
import { writeCard, type CardRow } from './report.ts'

const root = join(import.meta.dirname, '..')

const HELP = `npm run reliability -- [options]

  --only <names>         some faults only: ${faults.map(({ name }) => name).join(', ')}
  --trials-scale <x>     so many times the usual trials: 0.1 for a glance
  --seed <n>             draws the same trials again
  --card <file>          also writes the report card as Markdown

Exit code 1 when anything that is promised did not hold.`

/** The card has more of them. */
const SHOWN_AT_ONCE = 5

interface Options {
  chosen: readonly Fault[]
  scale: number
  seed: number
  card: string | undefined
}

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
  const names = values.only?.split(',') ?? faults.map(({ name }) => name)
  const unknown = names.filter((name) => !faults.some((fault) => fault.name === name))
  if (unknown.length > 0) throw new Error(`There is no fault ${unknown.join(', ')}.\n\n${HELP}`)
  return {
    chosen: faults.filter(({ name }) => names.includes(name)),
    scale: Number(values['trials-scale']),
    seed: Number(values.seed),
    card: values.card,
  }
}

/** What keeps the machine busy runs by itself, what waits runs together; the card keeps the order of the matrix. */
const runAll = async (options: Options): Promise<CardRow[]> => {
  const [waiting, working] = [true, false].map((waits) =>
    options.chosen.filter((fault) => fault.waits === waits),
  )
  const rows: CardRow[] = []
  for (const fault of working ?? []) rows.push(await runFault(fault, options))
  rows.push(...(await Promise.all((waiting ?? []).map((fault) => runFault(fault, options)))))
  return rows.sort((a, b) => options.chosen.indexOf(a.fault) - options.chosen.indexOf(b.fault))
}

const runFault = async (fault: Fault, { scale, seed }: Options): Promise<CardRow> => {
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
  return { fault, result, seconds }
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
  if (!(await build())) throw new Error('The build failed.')
  const rows = await runAll(options)
  const date = new Date().toISOString().slice(0, 10)
  const card = writeCard({ commit: commit(), seed: options.seed, date, machine: machine(), rows })
  console.log(`\n${card}`)
  if (options.card !== undefined) writeFileSync(resolve(options.card), `${card}\n`)
  if (rows.some(({ result }) => result.violations.length > 0)) process.exitCode = 1
}

await main()
