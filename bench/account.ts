// What an account costs as it grows: hello, the first page of the list, and each count, for schools in which one person has 1,
// 300, 5,000 and 10,000 conversations.
//
//   npm run build && node --conditions=lectern-source bench/account.ts [conversations,…] [messages] [folder]
//
// In a folder that is named, the schools stay for the next time. Of each request the fastest of all rounds counts.
import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SUBPROTOCOL, type Me } from '@lectern/protocol'
import { Api } from './api.ts'
import { PASSWORD, startServer } from './start-server.ts'

const SIZES = (process.argv[2] ?? '1,300,5000,10000').split(',').map(Number)
const MESSAGES = Number(process.argv[3] ?? 40_000)
const FOLDER = process.argv[4]
const ROUNDS = 12
const ADA = 'ada@example.edu'

const READS = {
  'first page of the list': '/conversations?limit=50',
  'the unread ones': '/conversations?limit=50&filter=unread',
  'those with open questions': '/conversations?limit=50&filter=questions',
  'the archive': '/conversations?limit=50&filter=archived',
  'courses alone': '/conversations?limit=50&filter=course',
  'one by its title': '/conversations?limit=50&q=algebra',
  'all counts': '/conversations/totals',
} as const

const folder = FOLDER ?? mkdtempSync(join(tmpdir(), 'lectern-account-'))
const command = join(import.meta.dirname, '../apps/server/bin/lectern.js')

const schoolOf = (conversations: number): string => {
  const data_dir = join(folder, `${conversations}`)
  if (existsSync(join(data_dir, 'lectern.db'))) return data_dir
  const args = ['school', '--conversations', `${conversations}`, '--messages', `${MESSAGES}`]
  const env = { ...process.env, LECTERN_DATA_DIR: data_dir, LECTERN_DEMO_PASSWORD: PASSWORD }
  const { status } = spawnSync(process.execPath, [command, ...args], {
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  if (status !== 0) throw new Error('The school was not made')
  return data_dir
}

interface Cost {
  ms: number
  bytes: number
}

/** From dialling to the whole of hello. */
const hello = (port: number, user_id: string, token: string): Promise<Cost> =>
  new Promise((resolve, reject) => {
    const begun = performance.now()
    const address = `ws://127.0.0.1:${port}/conversations/ws/user/${user_id}?token=${token}`
    const socket = new WebSocket(address, SUBPROTOCOL)
    socket.addEventListener('error', () => reject(new Error('the socket was refused')))
    socket.addEventListener('message', ({ data }) => {
      const text = String(data)
      if (!text.includes('"hello"')) return
      resolve({ ms: performance.now() - begun, bytes: text.length })
      socket.close()
    })
  })

const best = (costs: readonly Cost[]): Cost =>
  costs.reduce((least, cost) => (cost.ms < least.ms ? cost : least))

const rounds = async (measure: () => Promise<Cost>): Promise<Cost> => {
  const costs: Cost[] = []
  for (let round = 0; round < ROUNDS; round++) costs.push(await measure())
  return best(costs)
}

const measure = async (conversations: number): Promise<Record<string, Cost>> => {
  const { child, port } = await startServer(schoolOf(conversations))
  const api = new Api(port)
  const token = await api.signIn(ADA)
  const { id } = await api.call<Me>('GET', '/me')
  const costs: Record<string, Cost> = { hello: await rounds(() => hello(port, id, token)) }
  for (const [name, path] of Object.entries(READS))
    costs[name] = await rounds(async () => {
      const begun = performance.now()
      const answer = await api.call('GET', path)
      return { ms: performance.now() - begun, bytes: JSON.stringify(answer).length }
    })
  api.close()
  child.kill('SIGTERM')
  await once(child, 'exit')
  return costs
}

const all = new Map<number, Record<string, Cost>>()
for (const conversations of SIZES) all.set(conversations, await measure(conversations))
console.log(['ms / kB'.padEnd(28), ...SIZES.map((size) => `${size}`.padStart(16))].join(''))
for (const name of ['hello', ...Object.keys(READS)]) {
  const cells = SIZES.map((size) => {
    const { ms = Number.NaN, bytes = Number.NaN } = all.get(size)?.[name] ?? {}
    return `${ms.toFixed(1)} / ${(bytes / 1_000).toFixed(1)}`.padStart(16)
  })
  console.log([name.padEnd(28), ...cells].join(''))
}
if (FOLDER === undefined) rmSync(folder, { recursive: true })
