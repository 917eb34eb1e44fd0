import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { testServer } from '../../testing/chosen-database.ts'
import { runLectern } from '../../testing/lectern-child.ts'
import { ask, sql } from '../../testing/postgres-server.ts'

let data_dir: string
let url: string
const name = `school_${process.pid}`
beforeEach(async () => {
  data_dir = mkdtempSync(join(tmpdir(), 'lectern-school-'))
  // Without the tables that the databases of other tests have.
  await sql(testServer(), `CREATE DATABASE ${name} TEMPLATE template0`)
  const address = new URL(testServer())
  address.pathname = `/${name}`
  url = address.href
})
afterEach(async () => {
  await sql(testServer(), `DROP DATABASE ${name} WITH (FORCE)`)
  rmSync(data_dir, { recursive: true })
})

const make = () =>
  runLectern(['school', '--conversations', '12', '--messages', '300'], {
    LECTERN_DATA_DIR: data_dir,
    LECTERN_DATABASE_URL: url,
  })
const count = async (table: string) =>
  (await ask<{ n: number }>(url, `SELECT count(*) AS n FROM ${table}`, []))[0]?.n

it('a school is made in an empty database, and one in use is left as it is', async () => {
  const made = await make()
  expect([made.stderr, made.code]).toEqual(['', 0])
  const counts = async () => [await count('conversations'), await count('messages'), await count('users')]
  const before = await counts()
  expect(before.map(Number)).toEqual([12, 300, 32])
  const again = await make()
  expect([again.code, again.stderr]).toEqual([1, expect.stringContaining('empty database')])
  expect(await counts()).toEqual(before)
})
