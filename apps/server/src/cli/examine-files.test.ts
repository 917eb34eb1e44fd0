import { mkdirSync, rmSync, truncateSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { endpoints } from '@lectern/protocol'
import { ATTACHMENT_REMOVAL } from '../features/changes/attachment-removal.ts'
import { createTestServer, type TestServer } from '../testing/create-test-server.ts'
import { directTalk } from '../testing/direct-talk.ts'
import { textPdf } from '../testing/files.ts'
import { upload } from '../testing/upload.ts'
import { examineFiles } from './examine-files.ts'

const DAY_MS = 24 * 60 * 60_000

describe('O5 doctor compares the database with the files', () => {
  let server: TestServer
  let blobs_dir: string
  let ids: string[]
  let original_id: string
  beforeEach(async () => {
    server = await createTestServer()
    blobs_dir = join(server.data_dir, 'blobs')
    const ada = server.as(server.people.ada)
    const { id: conversation_id } = await directTalk(server)
    ids = []
    for (const filename of ['a.txt', 'b.txt', 'plan.pdf']) {
      const bytes = filename.endsWith('pdf') ? textPdf([['Halve it']]) : Buffer.from('whole content')
      ids.push((await upload(ada, { conversation_id, filename, bytes })).id)
    }
    const made = { attachment_id: ids[2]!, conversation_id }
    await ada.call(endpoints.createDocument, { body: made })
    // The upload of the document's file goes by a job: its folder must not go between two looks.
    await server.ctx.jobs.whenIdle(ATTACHMENT_REMOVAL, ids[2]!)
    const versions = await server.ctx.db.read.selectFrom('document_versions').select('original_id').execute()
    original_id = versions[0]?.original_id ?? ''
  })
  afterEach(() => server.close())

  const look = (most?: number) =>
    examineFiles(
      server.ctx.db,
      { blobs_dir },
      { now: Date.now() + DAY_MS, ...(most !== undefined && { most }) },
    )
  const folder = (id: string) => server.ctx.blobs.folder(id)

  it('and finds nothing wrong', async () => {
    const findings = await look()
    expect(findings).toEqual([
      { level: 'ok', text: expect.stringMatching(/^\d files are there and whole$/) as string },
    ])
  })

  it('and names what is missing or not whole, also the original of a document', async () => {
    rmSync(folder(ids[0]!), { recursive: true })
    truncateSync(join(folder(ids[1]!), 'content'), 3)
    rmSync(join(folder(original_id), 'content'))
    const [finding] = await look()
    expect(finding).toMatchObject({ level: 'fail' })
    expect(finding?.text).toMatch(/^3 of \d files are missing or not whole: /)
    for (const said of [`${ids[0]} (missing)`, `${ids[1]} (3 of 13 bytes)`, `${original_id} (missing)`])
      expect(finding?.text).toContain(said)
  })

  it('and names folders that belong to nothing, unless they are young', async () => {
    const id = '01890000-0000-7000-8000-0000000000ff'
    mkdirSync(folder(id), { recursive: true })
    writeFileSync(join(folder(id), 'content'), 'x')
    expect((await look()).at(-1)).toMatchObject({
      level: 'warn',
      text: expect.stringContaining(folder(id)) as string,
    })
    const now = new Date(Date.now() + DAY_MS)
    utimesSync(folder(id), now, now)
    expect(await look()).toHaveLength(1)
  })

  it('and looks at some of a large store, and says so', async () => {
    expect((await look(2))[0]?.text).toMatch(/^2 files of \d, drawn by chance are there and whole$/)
  })
})
