// The server lacks something when it looks into a file: no fault of the file, and told as what it is.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { endpoints, FILE_LACKS, type FileLack, type Problem } from '@lectern/protocol'
import { MediaFailed } from '../../platform/media/media.ts'
import { createTestServer, type TestServer } from '../../testing/create-test-server.ts'
import { directTalk } from '../../testing/direct-talk.ts'
import { textPdf } from '../../testing/files.ts'
import { ManualClock } from '../../testing/manual-clock.ts'
import { picture } from '../../testing/pictures.ts'
import { findAttachment } from './attachments-rows.ts'
import { beginUpload, idOf, patchUpload, upload } from '../../testing/upload.ts'

/** More than the pause before any attempt here. */
const LATER_MS = 100_000

let clock: ManualClock
let server: TestServer
let conversation_id: string
beforeEach(async () => {
  clock = new ManualClock()
  server = await createTestServer({ clock })
  conversation_id = (await directTalk(server)).id
})
afterEach(async () => {
  vi.restoreAllMocks()
  await server.close()
})

const caller = () => server.as(server.people.ada)
const begin = async () => {
  const file = { conversation_id, filename: 'photo.png', bytes: await picture(40, 30).png().toBuffer() }
  const id = idOf(await beginUpload(caller(), file))
  await patchUpload(caller(), id, 0, file.bytes)
  await server.ctx.jobs.whenSettled()
  return id
}
const found = (id: string) => caller().call(endpoints.getAttachment, { params: { id } })
const again = async () => {
  clock.advance(LATER_MS)
  await server.ctx.jobs.whenSettled()
}
const lacks = (lack: FileLack) =>
  vi.spyOn(server.ctx.media, 'inspect').mockImplementation(() => Promise.reject(new MediaFailed('x', lack)))

describe('an upload', () => {
  it('O11 is looked into again later, and is a picture in the end', async () => {
    const inspect = lacks('no_memory')
    const id = await begin()
    expect((await found(id)).state).toBe('processing')
    await again()
    expect((await found(id)).state).toBe('processing')
    inspect.mockRestore()
    await again()
    expect(await found(id)).toMatchObject({ state: 'ready', width: 40, height: 30 })
  })

  it.each([
    ['no_memory', 4],
    ['no_space', 4],
    ['too_slow', 2],
    ['too_demanding', 1],
  ] as const)(
    'O11 that lacks %s for good is refused after %i attempts, and not as damaged',
    async (lack, most) => {
      const inspect = lacks(lack)
      const id = await begin()
      for (let attempt = 1; attempt < most; attempt++) {
        expect((await found(id)).state).toBe('processing')
        await again()
      }
      expect(await found(id)).toMatchObject({ state: 'rejected', why: lack })
      expect((await found(id)).reason).not.toMatch(/damaged|could not be read/)
      expect(inspect).toHaveBeenCalledTimes(most)
    },
  )

  it('O11 that fails in ten attempts is refused, and does not wait for ever', async () => {
    vi.spyOn(server.ctx.media, 'inspect').mockImplementation(() => Promise.reject(new Error('no socket')))
    const id = await begin()
    const stored = (id: string) => findAttachment(server.ctx.db.read, id)
    for (let attempt = 1; attempt < 10; attempt++) {
      expect(await stored(id)).toMatchObject({ state: 'processing' })
      clock.jump(600_000)
      await server.ctx.jobs.whenSettled()
    }
    expect(await stored(id)).toMatchObject({ state: 'rejected', why: 'not_checked' })
    await vi.waitFor(async () => expect(await server.ctx.blobs.staged(id, 'upload')).toBeUndefined())
  })

  it('O11 that kills its process is still unreadable', async () => {
    vi.spyOn(server.ctx.media, 'inspect').mockRejectedValue(new MediaFailed('The process died.'))
    expect(await found(await begin())).toMatchObject({ state: 'rejected', why: 'unreadable' })
  })
})

describe('a document from a file', () => {
  const CODES = {
    no_memory: 'unavailable',
    no_space: 'storage_full',
    too_slow: 'invalid',
    too_demanding: 'invalid',
  }
  it.each(FILE_LACKS)('O11 says that it lacks %s, and whether to try again', async (lack) => {
    const file = { conversation_id, filename: 'plan.pdf', bytes: textPdf([['Halve it']]) }
    const { id } = await upload(caller(), file)
    const extract = vi
      .spyOn(server.ctx.media, 'extractText')
      .mockRejectedValue(new MediaFailed('The process died.', lack))
    const body = { attachment_id: id, conversation_id }
    const make = () => caller().call(endpoints.createDocument, { body })
    const problem = await make().then(
      () => undefined,
      (error: { problem: Problem }) => error.problem,
    )
    expect(problem).toMatchObject({ code: CODES[lack], why: lack })
    expect(problem?.detail).not.toMatch(/damaged|could not be read/)
    expect(problem?.retry).toBe(CODES[lack] === 'invalid' ? 'never' : 'later')
    extract.mockRestore()
    expect((await make()).content).toBe('Halve it')
  })
})
