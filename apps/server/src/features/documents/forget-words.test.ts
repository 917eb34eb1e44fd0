// What was deleted is in no file of the database, also not in a search index.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { endpoints } from '@lectern/protocol'
import { openSqlite } from '../../platform/db/sqlite.ts'
import { createTestServer, type TestServer } from '../../testing/create-test-server.ts'
import { redactDocument } from './redact.ts'

let server: TestServer
beforeEach(async () => {
  server = await createTestServer()
})
afterEach(() => server.close())

const SECRET = 'quarkonium zeppelinfahrt'
/** Without its beginning, which an index shares with the word before. */
const PIECES = ['uarkonium', 'eppelinfahrt']

/** The bytes of the database and of its log, once all is in the file. */
const contents = async (): Promise<string> => {
  const file = join(server.data_dir, 'lectern.db')
  const db = openSqlite(file)
  db.handle.pragma('wal_checkpoint(TRUNCATE)')
  await db.close()
  return [file, `${file}-wal`].map((each) => readFileSync(each).toString('latin1').toLowerCase()).join('\n')
}
const found = (text: string) => PIECES.filter((piece) => text.includes(piece))

it('O10 a word of a deleted message is gone from the documents made of it, and from the search', async () => {
  const { ada } = server.people
  const made = []
  // Several writings make several segments of the index.
  for (let number = 0; number < 12; number++) {
    const content = `Chapter ${number} of many. ${number === 5 ? SECRET : 'Nothing special'} and a sentence.`
    const body = { title: `Plan ${number}`, content, format: 'text' as const }
    made.push(await server.as(ada).call(endpoints.createDocument, { body: body as never }))
  }
  const { id: document_id } = made[5]!
  expect(found(await contents())).toEqual(PIECES)
  await server.ctx.db.write((transaction) =>
    redactDocument(server.ctx, transaction, { document_id, words: [SECRET], instead: '[removed]' }),
  )
  await server.ctx.jobs.whenSettled()
  expect(found(await contents())).toEqual([])
  const search = async (q: string) =>
    (await server.as(ada).call(endpoints.listDocuments, { query: { q } })).documents.map(({ id }) => id)
  expect(await search('quarkonium')).toEqual([])
  expect(await search('special')).toHaveLength(11)
})
