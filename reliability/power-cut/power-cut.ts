// Cuts the power of a writing process, at chosen moments of its trace, and checks the remaining data.
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import BetterSqlite from 'better-sqlite3'
import { seededRandom, trialSeed, type Random } from '../random.ts'
import { Disk } from './disk.ts'
import { buildShim } from './shim.ts'
import { readTrace, type Operation } from './trace.ts'
import { contentOf } from './writer.ts'

export type Synchronous = 'FULL' | 'NORMAL'

export interface CutResult {
  /** After this many operations of the trace. */
  at: number
  acknowledged: number
  /** Acknowledged rows that are missing or damaged. */
  lost: number[]
  /** SQLite's message if the file is not intact. */
  corruption: string | undefined
}

const BATCHES = 400
const CUTS_PER_TRACE = 60

/** Cuts the power `cuts` times, in as many lives of the writer as that takes. */
export const cutPower = (cuts: number, seed: number, synchronous: Synchronous): CutResult[] => {
  const results: CutResult[] = []
  for (let life = 0; results.length < cuts; life++) {
    const lifeSeed = trialSeed(seed, life)
    const operations = traceWriter(lifeSeed, synchronous)
    results.push(
      ...cutTrace(operations, Math.min(CUTS_PER_TRACE, cuts - results.length), seededRandom(lifeSeed)),
    )
  }
  return results
}

const traceWriter = (seed: number, synchronous: Synchronous): Operation[] => {
  const folder = mkdtempSync(join(tmpdir(), 'lectern-power-cut-'))
  const traced = join(folder, 'data')
  const trace = join(folder, 'trace')
  mkdirSync(traced)
  try {
    const writer = join(import.meta.dirname, 'writer.ts')
    const args = ['--conditions=lectern-source', writer, traced, String(BATCHES), String(seed), synchronous]
    const env = {
      ...process.env,
      LD_PRELOAD: buildShim(),
      LECTERN_TRACE_FILE: trace,
      LECTERN_TRACE_FOLDER: traced,
    }
    const { status, stderr } = spawnSync(process.execPath, args, { env, encoding: 'utf8' })
    if (status !== 0) throw new Error(`the writing process failed: ${stderr}`)
    return readTrace(readFileSync(trace))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const cutTrace = (operations: Operation[], cuts: number, random: Random): CutResult[] => {
  const disk = new Disk()
  const acknowledged: number[] = []
  const due = chooseCuts(operations, cuts, random)
  const results: CutResult[] = []
  for (const [index, operation] of operations.entries()) {
    disk.apply(operation)
    if (operation.type === 'write' && disk.nameOf(operation.handle) === 'acknowledged')
      acknowledged.push(Number(operation.bytes.toString()))
    for (let times = due.get(index) ?? 0; times > 0; times--)
      results.push(inspect(index + 1, disk.cut(random), acknowledged))
  }
  return results
}

/**
 * Half of the cuts come at the worst moment, right after an acknowledgement; the others anywhere after the
 * first.
 */
const chooseCuts = (operations: Operation[], cuts: number, random: Random): Map<number, number> => {
  const acknowledgements = operations.flatMap((operation, index) =>
    operation.type === 'write' && /^\d+\n$/.test(operation.bytes.toString('latin1', 0, 12)) ? [index] : [],
  )
  const first = acknowledgements[0]
  if (first === undefined) throw new Error('the writing process acknowledged nothing')
  const due = new Map<number, number>()
  for (let cut = 0; cut < cuts; cut++) {
    const worst = acknowledgements[Math.floor(random() * acknowledgements.length)] ?? first
    const anywhere = first + Math.floor(random() * (operations.length - first))
    const at = cut % 2 === 0 ? worst : anywhere
    due.set(at, (due.get(at) ?? 0) + 1)
  }
  return due
}

const inspect = (at: number, files: Map<string, Buffer>, acknowledged: number[]): CutResult => {
  const folder = mkdtempSync(join(tmpdir(), 'lectern-power-cut-'))
  try {
    for (const [name, bytes] of files) if (!name.endsWith('-shm')) writeFileSync(join(folder, name), bytes)
    const { rows, corruption } = readBack(join(folder, 'lectern.db'))
    const lost = acknowledged.filter((id) => rows.get(id) !== contentOf(id))
    return { at, acknowledged: acknowledged.length, lost, corruption }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const readBack = (file: string): { rows: Map<number, string>; corruption: string | undefined } => {
  const handle = new BetterSqlite(file)
  try {
    const verdict = String(handle.pragma('integrity_check', { simple: true }))
    const rows = handle.prepare('SELECT id, content FROM entries').raw().all() as [number, string][]
    return { rows: new Map(rows), corruption: verdict === 'ok' ? undefined : verdict }
  } catch (error) {
    return { rows: new Map(), corruption: error instanceof Error ? error.message : String(error) }
  } finally {
    handle.close()
  }
}
