// Pictures that need more memory than there is, with the real media processes.
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { endpoints } from '@lectern/protocol'
import { MemoryAllowance } from '../../platform/media/memory-allowance.ts'
import { createTestServer, type TestServer } from '../../testing/create-test-server.ts'
import type { Person } from '../../testing/people.ts'
import { photo, picture } from '../../testing/pictures.ts'
import { upload } from '../../testing/upload.ts'

const MB = 1024 ** 2

let server: TestServer
let conversation_id: string
beforeEach(async () => {
  server = await createTestServer({ env: { LECTERN_MEDIA_MB: '128' } })
  const { ada, ben, chloe } = server.people
  const member_ids = [ben.user_id, chloe.user_id]
  const body = { kind: 'group' as const, title: 'Fractions', member_ids }
  conversation_id = (await server.as(ada).call(endpoints.createConversation, { body })).id
})
afterEach(async () => {
  vi.restoreAllMocks()
  await server.close()
})

const send = async (person: Person, filename: string, bytes: Buffer) => {
  const caller = server.as(person)
  const { id } = await upload(caller, { conversation_id, filename, bytes })
  return caller.call(endpoints.getAttachment, { params: { id } })
}

it('O11 three people send a large picture at once: together they never hold more than there is', async () => {
  const held: number[] = []
  const hold = MemoryAllowance.prototype.hold
  vi.spyOn(MemoryAllowance.prototype, 'hold').mockImplementation(function (
    this: MemoryAllowance,
    wanted,
    run,
  ) {
    return hold.call(this, wanted, () => {
      held.push(this.held)
      return run()
    }) as never
  })
  // It needs 115 MB.
  const bytes = await picture(1_400, 1_200).webp({ effort: 0 }).toBuffer()
  const { ada, ben, chloe } = server.people
  const all = await Promise.all([ada, ben, chloe].map((each) => send(each, 'board.webp', bytes)))
  expect(all.map(({ state }) => state)).toEqual(['ready', 'ready', 'ready'])
  expect(Math.max(...held)).toBeGreaterThan(112 * MB)
  expect(Math.max(...held)).toBeLessThanOrEqual(128 * MB)
})

it('O11 a picture that never fits is refused as too demanding, and a turned photo is loaded smaller', async () => {
  const avif = await picture(1_600, 1_200).avif({ effort: 0 }).toBuffer()
  expect(await send(server.people.ada, 'board.avif', avif)).toMatchObject({
    ...{ state: 'rejected', why: 'too_demanding' },
  })
  const turned = await photo(4_000, 3_000)
  expect(await send(server.people.ada, 'board.jpg', turned)).toMatchObject({
    ...{ state: 'ready', width: 1_500, height: 2_000 },
  })
})
