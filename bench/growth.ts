// Does a request cost more as the history grows? Every endpoint that reads and the common writes, with 10⁴, 10⁵ and 10⁶
// messages, half of them in one conversation that the asking member never read.
//
//   npm run build && node --conditions=lectern-source bench/growth.ts [messages,…] [rounds] [folder]
//
// Each size is a server of its own, and they are asked in turn, so that what else the machine does disturbs all alike: of
// each request the fastest of all rounds counts. In a folder that is
// named, the schools stay for the next time, as they were made.
import { once } from 'node:events'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { Api } from './api.ts'
import { requests, type Measured } from './growth/requests.ts'
import { ADA, makeSchool, type School } from './growth/school.ts'
import { startServer } from './start-server.ts'

const SIZES = (process.argv[2] ?? '10000,100000,1000000').split(',').map(Number)
/** Fewer than a person may send in ten seconds. */
const ROUNDS = Number(process.argv[3] ?? 15)
const FOLDER = process.argv[4]

interface Running {
  api: Api
  school: School
  stop: () => Promise<void>
}

const folder = mkdtempSync(join(tmpdir(), 'lectern-growth-'))

/** The school as it was made: a run works on a copy. */
const readSchool = async (messages: number, kept: string): Promise<School> => {
  const description = `${kept}.json`
  if (existsSync(description)) return JSON.parse(readFileSync(description, 'utf8')) as School
  mkdirSync(dirname(kept), { recursive: true })
  const begun = performance.now()
  const school = await makeSchool(kept, messages)
  console.log(`${messages} messages written in ${Math.round((performance.now() - begun) / 1_000)} s`)
  writeFileSync(description, JSON.stringify(school))
  return school
}

const run = async (messages: number): Promise<Running> => {
  const kept = join(FOLDER ?? join(folder, 'kept'), `${messages}`)
  const data_dir = join(folder, `${messages}`)
  const school = await readSchool(messages, kept)
  cpSync(kept, data_dir, { recursive: true })
  const { child, port } = await startServer(data_dir)
  const api = new Api(port)
  await api.signIn(ADA)
  const stop = async () => {
    api.close()
    child.kill('SIGTERM')
    await once(child, 'exit')
  }
  return { api, school, stop }
}

const timeOf = async (
  { api, school }: Running,
  { method, ask }: Measured,
  round: number,
): Promise<number> => {
  const { path, body } = ask(school, round)
  const begun = performance.now()
  await api.call(method, path, body)
  return performance.now() - begun
}

/** Milliseconds of the fastest round for each server. */
const measure = async (servers: readonly Running[], request: Measured): Promise<number[]> => {
  const fastest = servers.map(() => Infinity)
  for (let round = 0; round < ROUNDS; round++)
    for (const [index, server] of servers.entries())
      fastest[index] = Math.min(fastest[index] ?? Infinity, await timeOf(server, request, round))
  return fastest
}

const round = (value: number): number => Number(value.toFixed(value < 10 ? 2 : 0))

const servers: Running[] = []
try {
  for (const size of SIZES) servers.push(await run(size))
  const rows: Record<string, number>[] = []
  const names: string[] = []
  for (const request of requests()) {
    const fastest = await measure(servers, request)
    const columns = SIZES.map((size, index) => [`${size} (ms)`, round(fastest[index] ?? 0)] as const)
    names.push(request.name)
    rows.push({ ...Object.fromEntries(columns), ratio: round((fastest.at(-1) ?? 0) / (fastest[0] ?? 1)) })
  }
  console.log(`Fastest of ${ROUNDS} rounds; ratio: the largest to the smallest school`)
  console.table(Object.fromEntries(names.map((name, index) => [name, rows[index] ?? {}])))
} finally {
  for (const { stop } of servers) await stop()
  rmSync(folder, { recursive: true, force: true })
}
