// An installation moves from SQLite to PostgreSQL while people have it open: they keep their place, and what they wrote
// meanwhile arrives.
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { PostgresServer, sql } from '../apps/server/src/testing/postgres-server.ts'
import { drawnSeed } from '../scripts/drawn.ts'
import { needProgram } from '../scripts/programs.ts'
import { seededRandom } from './random.ts'
import { ServerProcess } from './server-process.ts'
import { Stage } from './stage.ts'

const LECTERN = join(import.meta.dirname, '../apps/server/bin/lectern.js')

let postgres: PostgresServer
beforeAll(async () => void (postgres = await PostgresServer.start(needProgram('initdb'))))
afterAll(() => postgres.stop())

it('I1 I2 I3 I7 a move to PostgreSQL loses nothing, and nobody loads anew what they had', async () => {
  const stage = await Stage.set({ random: seededRandom(drawnSeed), size: 'small' })
  try {
    const asked: string[] = []
    const listening: typeof fetch = (input, init) => {
      asked.push(`${init?.method ?? 'GET'} ${new URL(String(input)).pathname}`)
      return fetch(input, init)
    }
    const devices = await Promise.all([0, 1, 2].map((index) => stage.device(index, { fetch: listening })))
    const [ada, ben, chloe] = devices
    if (!ada || !ben || !chloe) throw new Error('three people are there')
    const conversation_id = await stage.conversation(ada, [1, 2])
    for (let said = 0; said < 20; said++) (devices[said % 3] ?? ada).send(conversation_id, `before ${said}`)
    await stage.quiet()
    const epochs = () =>
      Promise.all(devices.map(({ storage, person }) => storage.get('session', `epoch ${person.user_id}`)))
    const before = await epochs()
    expect(new Set(before).size).toBe(1)

    await stage.server.stop()
    for (let said = 0; said < 5; said++)
      for (const device of devices) device.send(conversation_id, `meanwhile ${said}`)
    await sql(postgres.url('postgres'), 'CREATE DATABASE moved TEMPLATE template0')
    const url = postgres.url('moved')
    const env = {
      PATH: process.env['PATH'],
      LECTERN_DATA_DIR: stage.school.data_dir,
      LECTERN_ENV_FILE: '/dev/null',
    }
    const { stdout } = await promisify(execFile)(process.execPath, [LECTERN, 'migrate-to', url], { env })
    expect(stdout).toContain('each table compared by its count and hash')

    asked.length = 0
    stage.school.database_url = url
    stage.server = await ServerProcess.start(stage.school.data_dir, stage.server.port, {
      LECTERN_DATABASE_URL: url,
    })
    await stage.quiet()
    expect(asked.filter((request) => /^GET .*\/messages/.test(request))).toEqual([])
    expect(await epochs()).toEqual(before)
    for (const device of devices) device.send(conversation_id, 'after')
    expect(await stage.judge()).toEqual([])
    expect(await stage.school.messages([conversation_id])).toHaveLength(20 + 15 + 3)
  } finally {
    await stage.close()
  }
})
