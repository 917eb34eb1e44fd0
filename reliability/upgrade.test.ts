// A rolling upgrade: servers of two versions run side by side on one PostgreSQL while people write. The next version is this one
// with one migration more, which expands the schema as docs/operations.md allows. So it shows that servers go on while the
// schema grows under them, and that none is needed for the other; what another version changes in its code it cannot show.
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { freePort } from '../apps/server/src/testing/free-port.ts'
import { ask, makeDatabase, PostgresServer } from '../apps/server/src/testing/postgres-server.ts'
import { drawnSeed } from '../scripts/drawn.ts'
import { needProgram } from '../scripts/programs.ts'
import type { Device } from './device.ts'
import type { FaultProxy } from './fault-proxy.ts'
import { seededRandom } from './random.ts'
import { ServerProcess } from './server-process.ts'
import { Stage } from './stage.ts'

const ROOT = join(import.meta.dirname, '..')
const NEXT = 9000
/** One of each kind that is allowed beside servers of the version before. */
const EXPANSION = `
ALTER TABLE messages ADD COLUMN mood text COLLATE "C";
ALTER TABLE conversations ADD COLUMN topics bigint NOT NULL DEFAULT 0;
UPDATE conversations SET topics = 1;
CREATE TABLE topics (conversation_id text COLLATE "C" NOT NULL, name text COLLATE "C" NOT NULL, PRIMARY KEY (conversation_id, name));
INSERT INTO topics SELECT id, 'first' FROM conversations;
CREATE INDEX messages_by_mood ON messages (conversation_id, mood) WHERE mood IS NOT NULL;
`

let folder: string
let postgres: PostgresServer
beforeAll(async () => {
  postgres = await PostgresServer.start(needProgram('initdb'))
  folder = mkdtempSync(join(tmpdir(), 'lectern-next-'))
})
afterAll(async () => {
  await postgres.stop()
  rmSync(folder, { recursive: true, force: true })
})

/** The built server again, with a migration more. */
const makeNextVersion = (): string => {
  const next = join(folder, 'apps/server')
  mkdirSync(next, { recursive: true })
  for (const part of ['bin', 'dist', 'migrations', 'package.json', 'common-passwords.txt'])
    cpSync(join(ROOT, 'apps/server', part), join(next, part), { recursive: true })
  mkdirSync(join(folder, 'apps/web'))
  symlinkSync(realpathSync(join(ROOT, 'apps/web/dist')), join(folder, 'apps/web/dist'))
  symlinkSync(realpathSync(join(ROOT, 'node_modules')), join(folder, 'node_modules'))
  writeFileSync(join(next, 'migrations/postgres', `${NEXT}-next.sql`), EXPANSION)
  return next
}

it('I1 I2 I3 I6 I7 two versions run side by side while one after the other is replaced', async () => {
  const { url } = await makeDatabase(postgres.url('postgres'))
  const env = { LECTERN_DATABASE_URL: url }
  const next = makeNextVersion()
  const stage = await Stage.set({ random: seededRandom(drawnSeed), size: 'small', database_url: url, env })
  const servers: ServerProcess[] = []
  const start = async (server?: string): Promise<ServerProcess> => {
    const started = await ServerProcess.start(stage.school.data_dir, await freePort(), env, server)
    servers.push(started)
    return started
  }
  try {
    const older = await start()
    const lines: FaultProxy[] = []
    const devices: Device[] = []
    for (const [index, port] of [stage.server.port, older.port, older.port].entries()) {
      const { line, apiUrl } = await stage.line()
      line.retarget(port)
      lines.push(line)
      devices.push(await stage.device(index, { apiUrl }))
    }
    const [ada] = devices
    if (!ada) throw new Error('three people are there')
    const conversation_id = await stage.conversation(ada, [1, 2])
    let sent = 0
    const talk = async () => {
      for (const device of devices) {
        device.send(conversation_id, `message ${++sent}`)
        device.send(conversation_id, `message ${++sent}`)
      }
      await stage.quiet()
    }
    const hasNext = async () =>
      (await ask(url, 'SELECT 1 FROM migrations WHERE number = $1', [NEXT])).length === 1

    await talk()
    expect(await hasNext()).toBe(false)
    const joining = start(next)
    for (const device of devices) device.send(conversation_id, `message ${++sent}`)
    const newer = await joining
    expect(await hasNext()).toBe(true)
    // Two of the version before, one of the next.
    lines[2]?.retarget(newer.port)
    lines[2]?.cut()
    await talk()
    // One and one.
    lines[1]?.retarget(newer.port)
    await older.stop()
    await talk()
    // None of the version before is left.
    const last = await start(next)
    lines[0]?.retarget(last.port)
    await stage.server.stop()
    await talk()
    expect(await stage.school.messages([conversation_id])).toHaveLength(sent)
    stage.server = last
    stage.proxy.retarget(last.port)
    expect(await stage.judge()).toEqual([])
  } finally {
    for (const server of servers) if (server.running) await server.kill()
    await stage.close()
  }
})

it('a server of the version before does not start on the expanded schema, and says why', async () => {
  const { url } = await makeDatabase(postgres.url('postgres'))
  await ask(url, "INSERT INTO migrations VALUES ($1, 'next', 'x', '')", [NEXT])
  const data_dir = mkdtempSync(join(folder, 'data-'))
  await expect(
    ServerProcess.start(data_dir, await freePort(), { LECTERN_DATABASE_URL: url }),
  ).rejects.toThrow('was written by a newer version')
})
