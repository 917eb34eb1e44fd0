// What phones and programs send besides JPEG: it is shown where a library can read it, and sent as a file otherwise.
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { endpoints, type Attachment } from '@lectern/protocol'
import { createTestServer, type TestServer } from '../../testing/create-test-server.ts'
import { directTalk } from '../../testing/direct-talk.ts'
import { apng, bmp, heic, webm } from '../../testing/odd-files.ts'
import { picture } from '../../testing/pictures.ts'
import { upload } from '../../testing/upload.ts'

let server: TestServer
let conversation_id: string
beforeAll(async () => {
  server = await createTestServer()
  conversation_id = (await directTalk(server)).id
})
afterAll(() => server.close())

const send = (filename: string, bytes: Uint8Array, more: { unchanged?: boolean } = {}): Promise<Attachment> =>
  upload(server.as(server.people.ben), { conversation_id, filename, bytes, ...more })
const contentOf = async ({ id }: Attachment): Promise<Buffer> => {
  const response = await server.as(server.people.ben).send(endpoints.getAttachmentContent, { params: { id } })
  return Buffer.from(await response.arrayBuffer())
}
const colourAt = async (bytes: Buffer, left: number): Promise<number[]> => {
  const area = { left, top: 2, width: 1, height: 1 }
  return [...(await sharp(bytes).removeAlpha().extract(area).raw().toBuffer())]
}

describe('a picture that browsers do not show becomes one that they do', () => {
  it('HEIC, as iPhones take it', async () => {
    const attachment = await send('IMG_0042.HEIC', heic())
    expect(attachment).toMatchObject({
      ...{ state: 'ready', media_type: 'image/jpeg', filename: 'IMG_0042.jpg' },
      ...{ width: 64, height: 40 },
    })
    const bytes = await contentOf(attachment)
    const [red, blue] = [await colourAt(bytes, 4), await colourAt(bytes, 60)]
    expect((red[0] ?? 0) > 150 && (red[2] ?? 0) < 100).toBe(true)
    expect((blue[2] ?? 0) > 150 && (blue[0] ?? 0) < 100).toBe(true)
  })

  it('BMP', async () => {
    const attachment = await send('screen.bmp', bmp(30, 20))
    expect(attachment).toMatchObject({ state: 'ready', media_type: 'image/png', width: 30, height: 20 })
    expect(await colourAt(await contentOf(attachment), 3)).toEqual([255, 0, 0])
  })

  it('a moving PNG keeps moving', async () => {
    const attachment = await send('spinner.png', apng(12, 8))
    expect(attachment).toMatchObject({ state: 'ready', media_type: 'image/webp', width: 12, height: 8 })
    const bytes = await contentOf(attachment)
    expect(await sharp(bytes, { animated: true }).metadata()).toMatchObject({
      ...{ pages: 2, pageHeight: 8, delay: [200, 200], loop: 0 },
    })
  })

  it('a moving WebP keeps moving', async () => {
    const moving = await sharp(
      [await picture(20, 20).png().toBuffer(), await picture(20, 20).negate().png().toBuffer()],
      {
        join: { animated: true },
      },
    )
      .webp({ delay: [100, 300], loop: 2 })
      .toBuffer()
    const attachment = await send('dance.webp', moving)
    expect(await sharp(await contentOf(attachment), { animated: true }).metadata()).toMatchObject({
      ...{ pages: 2, delay: [100, 300], loop: 2 },
    })
  })

  it('but none that claims too many pixels', async () => {
    const bomb = bmp(4, 4)
    bomb.writeInt32LE(60_000, 18)
    bomb.writeInt32LE(-60_000, 22)
    expect(await send('bomb.bmp', bomb)).toMatchObject({ state: 'rejected', why: 'too_many_pixels' })
  })
})

describe('what is refused as a picture is taken as a file, unchanged', () => {
  it.each([
    ['IMG.HEIC', () => Buffer.concat([heic().subarray(0, 200), Buffer.alloc(64)])],
    [
      'broken.jpg',
      () =>
        picture(400, 400)
          .jpeg()
          .toBuffer()
          .then((whole) => whole.subarray(0, 900)),
    ],
    ['logo.psd', () => Buffer.concat([Buffer.from('8BPS\0\x01'), Buffer.alloc(200)])],
    ['broken.bmp', () => bmp(40, 40).subarray(0, 60)],
  ])('%s', async (filename, make) => {
    const bytes = await make()
    expect(await send(filename, bytes)).toMatchObject({ state: 'rejected' })
    const kept = await send(filename, bytes, { unchanged: true })
    expect(kept).toMatchObject({ state: 'ready', filename, media_type: 'application/octet-stream' })
    expect(kept).not.toHaveProperty('width')
    expect((await contentOf(kept)).equals(bytes)).toBe(true)
  })

  it('a picture that could be shown as well', async () => {
    const bytes = await picture(20, 20).png().toBuffer()
    const kept = await send('map.png', bytes, { unchanged: true })
    expect(kept).toMatchObject({ state: 'ready', media_type: 'application/octet-stream' })
    expect((await contentOf(kept)).equals(bytes)).toBe(true)
  })
})

describe('a part of a file', () => {
  it.each([
    ['of what it is', (id: string) => `"${id}"`, 206],
    ['of another content', () => '"something else"', 200],
    ['of what might be the same', (id: string) => `W/"${id}"`, 200],
    ['since a time', () => 'Wed, 21 Oct 2026 07:28:00 GMT', 200],
  ])('goes on only with the right content: %s', async (_, validator, status) => {
    const { id } = await send('notes.txt', Buffer.from('0123456789'))
    const headers = { range: 'bytes=4-', 'if-range': validator(id) }
    const ask = (more: object) =>
      server.as(server.people.ben).send(endpoints.getAttachmentContent, { params: { id }, ...more })
    const response = await ask({ headers })
    expect(response.status).toBe(status)
    expect(await response.text()).toBe(status === 206 ? '456789' : '0123456789')
    expect((await ask({ headers: { range: 'bytes=4-' } })).status).toBe(206)
  })
})

describe('a recording', () => {
  it('without a picture is sound', async () => {
    expect(await send('voice.webm', webm('sound'))).toMatchObject({
      state: 'ready',
      media_type: 'audio/webm',
    })
  })

  it('with one is a video', async () => {
    expect(await send('talk.webm', webm('picture'))).toMatchObject({
      state: 'ready',
      media_type: 'video/webm',
    })
  })
})
