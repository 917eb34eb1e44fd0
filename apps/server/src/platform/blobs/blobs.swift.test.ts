// The storage of another maker: OpenStack Swift, by its own reading of S3.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { endpoints } from '@lectern/protocol'
import { needProgram } from '../../../../../scripts/programs.ts'
import { readConfig } from '../../config.ts'
import { createTestServer } from '../../testing/create-test-server.ts'
import { directTalk } from '../../testing/direct-talk.ts'
import { picture } from '../../testing/pictures.ts'
import { SwiftServer } from '../../testing/swift-server.ts'
import { upload } from '../../testing/upload.ts'
import { systemClock } from '../clock.ts'
import { describeBlobs } from './blobs.contract.ts'
import { S3Bucket } from './bucket.ts'
import { sumsOfFile } from './sums.ts'
import { tryBucket } from './try-bucket.ts'

let swift: SwiftServer
beforeAll(async () => void (swift = await SwiftServer.start(needProgram('swift-ring-builder'))))
afterAll(() => swift?.close())

describeBlobs('in Swift', (part) => swift.env(part))

describe('Swift', () => {
  const settings = (more: Record<string, string> = {}) =>
    readConfig({ ...swift.env('tried'), ...more }).bucket!
  const tried = (more: Record<string, string> = {}) => tryBucket(settings(more), systemClock)

  it('can be used, and says what is wrong as every storage', async () => {
    await tried()
    await expect(tried({ LECTERN_S3_BUCKET: 'another' })).rejects.toThrow('There is no bucket another in')
    await expect(tried({ LECTERN_S3_SECRET: 'guessed' })).rejects.toThrow('refuses the signature')
    await expect(tried({ LECTERN_S3_KEY_ID: 'nobody' })).rejects.toThrow(
      /does not know the key|refuses the signature/,
    )
  })

  it('refuses bytes that were changed on the way', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'lectern-swift-'))
    const path = join(folder, 'file')
    writeFileSync(path, 'as it was')
    const sums = await sumsOfFile(path)
    writeFileSync(path, 'as it is.')
    const bucket = await S3Bucket.open(settings(), systemClock)
    await expect(bucket.put('key', { ...sums, path })).rejects.toMatchObject({ code: 'BadDigest' })
    expect(await bucket.head('key')).toBeUndefined()
    bucket.close()
    rmSync(folder, { recursive: true })
  })

  it('has the files of people', async () => {
    const server = await createTestServer({ env: swift.env('people') })
    const { id: conversation_id } = await directTalk(server)
    const ada = server.as(server.people.ada)
    const bytes = await picture(800, 600).jpeg().toBuffer()
    const large = Buffer.alloc(20 * 1024 ** 2, 'lectern\0\x01')
    const photo = await upload(ada, { conversation_id, filename: 'photo.jpg', bytes })
    const file = await upload(ada, { conversation_id, filename: 'large.bin', bytes: large })
    expect([photo.state, file.state]).toEqual(['ready', 'ready'])
    const range = { range: 'bytes=10000000-10000009' }
    const part = await ada.request(`/attachments/${file.id}/content`, { headers: range })
    expect(Buffer.from(await part.arrayBuffer())).toEqual(large.subarray(10_000_000, 10_000_010))
    await ada.call(endpoints.deleteUpload, { params: { id: photo.id } })
    await expect.poll(() => server.ctx.blobs.size(photo.id, 'content')).toBeUndefined()
    await server.close()
  })
})
