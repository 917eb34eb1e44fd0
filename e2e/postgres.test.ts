// The whole of it on PostgreSQL: the demo class, two windows, and a database that goes away and comes back.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { PostgresServer, sql } from '../apps/server/src/testing/postgres-server.ts'
import { needProgram } from '../scripts/programs.ts'
import { openConversation, PATIENCE, RECOVERY, rows, SOON, Stage, write, type OwnStage } from './stage.ts'

let postgres: PostgresServer
let stage: OwnStage
beforeAll(async () => {
  postgres = await PostgresServer.start(needProgram('initdb'))
  // Empty, as `createdb` makes one: the server brings its schema.
  await sql(postgres.url('postgres'), 'CREATE DATABASE lectern TEMPLATE template0')
  stage = await Stage.open({ LECTERN_DATABASE_URL: postgres.url('lectern'), LECTERN_LOG_LEVEL: 'info' })
})
afterAll(async () => {
  await stage?.close()
  await postgres?.stop()
})

describe('on PostgreSQL', () => {
  test('two people of the demo class chat, also while the database restarts', async () => {
    const ada = await stage.signedIn('ada@example.edu')
    const ben = await stage.signedIn('ben@example.edu')
    for (const page of [ada, ben]) await openConversation(page, 'Mathematics')
    await write(ada, 'Did the second worksheet make sense?')
    await rows(ben, 'Did the second worksheet make sense?').waitFor(SOON)
    await write(ben, 'Mostly, thank you')
    await rows(ada, 'Mostly, thank you').waitFor(SOON)

    await postgres.halt()
    await write(ben, 'Written while it was away')
    await rows(ben, 'Written while it was away').waitFor(PATIENCE)
    await postgres.start()
    await expect.poll(() => rows(ada, 'Written while it was away').count(), RECOVERY).toBe(1)
    expect(stage.server.events('started')).toHaveLength(1)

    await stage.server.kill()
    await stage.server.start()
    await ada.reload()
    await rows(ada, 'Written while it was away').waitFor(RECOVERY)
    expect(await rows(ada, 'Mostly, thank you').count()).toBe(1)
  })
})
