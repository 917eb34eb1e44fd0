// Files from strangers. The result is harmless, or there is none.
import { deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { endpoints, type Attachment } from '@lectern/protocol'
import { createTestServer, type TestServer } from '../../testing/create-test-server.ts'
import { directTalk } from '../../testing/direct-talk.ts'
import { chunk } from '../../testing/odd-files.ts'
import { jpeg, pdf, photo, picture } from '../../testing/pictures.ts'
import { upload } from '../../testing/upload.ts'

let server: TestServer
let conversation_id: string
beforeAll(async () => {
  server = await createTestServer()
  conversation_id = (await directTalk(server)).id
})
afterAll(() => server.close())

const send = (filename: string, bytes: Uint8Array, media_type = ''): Promise<Attachment> =>
  upload(server.as(server.people.ben), { conversation_id, filename, bytes, media_type })
const contentOf = async ({ id }: Attachment) => {
  const response = await server.as(server.people.ben).send(endpoints.getAttachmentContent, { params: { id } })
  return { headers: response.headers, bytes: Buffer.from(await response.arrayBuffer()) }
}
const previewOf = async ({ id }: Attachment, width: '320' | '640' | '1280') => {
  const input = { params: { id, width } }
  const response = await server.as(server.people.ben).send(endpoints.getAttachmentPreview, input)
  return { status: response.status, bytes: Buffer.from(await response.arrayBuffer()) }
}
const script = Buffer.from('<script>alert(document.domain)</script>')

/**
 * Claims a large size, and has the compressed rows for it, which are all alike and so hardly take any space.
 */
const pixelBomb = (width: number, height: number): Buffer => {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width)
  header.writeUInt32BE(height, 4)
  header.set([8, 2, 0, 0, 0], 8)
  const rows = deflateSync(Buffer.alloc(1024 * 1024))
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', rows),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

describe('a photo', () => {
  it('loses its place and camera, and is turned upright', async () => {
    const taken = await photo(800, 600)
    expect((await sharp(taken).metadata()).exif?.includes('Camera of Ben')).toBe(true)
    const attachment = await send('IMG_1.JPG', taken, 'image/jpeg')
    expect(attachment).toMatchObject({ state: 'ready', width: 600, height: 800, filename: 'IMG_1.JPG' })
    const { bytes } = await contentOf(attachment)
    const { exif, orientation, xmp, iptc, width } = await sharp(bytes).metadata()
    expect({ exif, orientation, xmp, iptc, width }).toEqual({ width: 600 })
    expect(bytes.includes('Camera of Ben')).toBe(false)
    // The left half is now at the top.
    const { data } = await sharp(bytes)
      .extract({ left: 300, top: 100, width: 1, height: 1 })
      .raw()
      .toBuffer({ resolveWithObject: true })
    expect(data[0]).toBeGreaterThan(200)
    expect(data[2]).toBeLessThan(50)
  })

  it('is available in smaller widths', async () => {
    const attachment = await send('a.jpg', await jpeg(700, 350))
    const sizes = await Promise.all(
      (['320', '640', '1280'] as const).map(async (width) => {
        const { width: w, height } = await sharp((await previewOf(attachment, width)).bytes).metadata()
        return [w, height]
      }),
    )
    expect(sizes).toEqual([
      [320, 160],
      [640, 320],
      [700, 350],
    ])
  })

  it('loses data appended to it', async () => {
    for (const [name, bytes] of [
      ['a.jpg', await jpeg(20, 20)],
      ['a.png', await picture(20, 20).png().toBuffer()],
      ['a.gif', await picture(20, 20).gif().toBuffer()],
      ['a.webp', await picture(20, 20).webp().toBuffer()],
    ] as const) {
      const attachment = await send(name, Buffer.concat([bytes, script, Buffer.from('PK\x03\x04')]))
      const { bytes: kept, headers } = await contentOf(attachment)
      expect(kept.includes('alert(')).toBe(false)
      expect(headers.get('content-type')).toMatch(/^image\//)
    }
  })

  it('keeps its animation', async () => {
    const frames = [await picture(40, 30).png().toBuffer(), await picture(40, 30).negate().png().toBuffer()]
    const bytes = await sharp(frames, { join: { animated: true } })
      .gif({ delay: [100, 100] })
      .toBuffer()
    const attachment = await send('a.gif', bytes)
    expect(attachment).toMatchObject({ state: 'ready', width: 40, height: 30, media_type: 'image/gif' })
    expect((await sharp((await contentOf(attachment)).bytes).metadata()).pages).toBe(2)
  })

  it('is named after its output type', async () => {
    const tiff = await send('scan.tiff', await picture(20, 20).tiff().toBuffer())
    expect(tiff).toMatchObject({ media_type: 'image/webp', filename: 'scan.webp' })
    const png = await send('really.jpg', await picture(20, 20).png().toBuffer())
    expect(png).toMatchObject({ media_type: 'image/png', filename: 'really.png' })
  })
})

describe('refused is', () => {
  it('a pixel bomb, with the limit', async () => {
    const attachment = await send('bomb.png', pixelBomb(60_000, 60_000))
    expect(attachment).toMatchObject({
      state: 'rejected',
      why: 'too_many_pixels',
      reason: 'The image has 3600 megapixels; the limit is 40.',
    })
  })

  it('a truncated image', async () => {
    const whole = await jpeg(400, 400)
    const attachment = await send('broken.jpg', whole.subarray(0, whole.length / 2))
    expect(attachment).toMatchObject({
      state: 'rejected',
      why: 'image_damaged',
      reason: 'The image is damaged and cannot be read.',
    })
  })

  it('a photo whose place might be in it and which cannot be re-encoded', async () => {
    const heic = Buffer.concat([
      Buffer.from([0, 0, 0, 24]),
      Buffer.from('ftypheic\0\0\0\0mif1heic'),
      Buffer.alloc(64),
    ])
    expect(await send('IMG.HEIC', heic)).toMatchObject({ state: 'rejected', why: 'image_damaged' })
  })

  it('and the next file is checked all the same', async () => {
    expect(await send('a.jpg', await jpeg(10, 10))).toMatchObject({ state: 'ready' })
  })
})

describe('never run by a browser is', () => {
  const active = [
    ['a.svg', `<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>`, 'image/svg+xml'],
    [
      'b.svg',
      `<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>`,
      'image/png',
    ],
    ['c.html', '<!doctype html><script>alert(1)</script>', 'text/html'],
    ['d.jpg', '<html><script>alert(1)</script></html>', 'image/jpeg'],
    [
      'e.xhtml',
      '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><script/></html>',
      'image/png',
    ],
    ['f.js', 'alert(1)', 'text/javascript'],
    ['g.pdf', '%PDF-1.4\n<script>alert(1)</script>', 'application/pdf'],
    ['h.xml', '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>', ''],
  ] as const

  it.each(active)('%s', async (filename, text, media_type) => {
    const attachment = await send(filename, Buffer.from(text), media_type)
    expect(attachment.state).toBe('ready')
    expect(attachment.width).toBeUndefined()
    const { headers } = await contentOf(attachment)
    expect(headers.get('content-type')).toMatch(
      /^(text\/plain; charset=utf-8|application\/(octet-stream|pdf))$/,
    )
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('content-disposition')).toMatch(/^attachment; /)
    expect(headers.get('content-security-policy')).toContain('sandbox')
  })
})

describe('a PDF', () => {
  it('shows its first page', async () => {
    const attachment = await send('worksheet.pdf', pdf())
    expect(attachment).toMatchObject({
      state: 'ready',
      media_type: 'application/pdf',
      preview: { width: 1280, height: 1707 },
    })
    const { bytes } = await previewOf(attachment, '320')
    const { data, info } = await sharp(bytes).raw().toBuffer({ resolveWithObject: true })
    const pixel = (x: number, y: number) => data[(y * info.width + x) * info.channels]!
    expect(info.width).toBe(320)
    expect(pixel(160, 320)).toBeLessThan(30)
    expect(pixel(10, 10)).toBeGreaterThan(220)
  })

  it('that cannot be drawn is stored all the same', async () => {
    const attachment = await send('broken.pdf', Buffer.from('%PDF-1.7\nnothing of it is true'))
    expect(attachment).toMatchObject({ state: 'ready', media_type: 'application/pdf' })
    expect((await previewOf(attachment, '320')).status).toBe(404)
  })
})

describe('a name', () => {
  it.each([
    ['../../etc/passwd', 'passwd'],
    ['..\\..\\windows\\system.ini', 'system.ini'],
    ['/abs/olute.txt', 'olute.txt'],
    ['invoice\u202Efdp.exe', 'invoicefdp.exe'],
    ['\u2067evil\u2069.txt', 'evil.txt'],
    ['a\r\nSet-Cookie: x=1.txt', 'a Set-Cookie_ x=1.txt'],
    ['...', 'file'],
    ['', 'file'],
    ['.htaccess', 'htaccess'],
    ['nul\u0000byte.txt', 'nul byte.txt'],
    [`${'x'.repeat(400)}.txt`, `${'x'.repeat(251)}.txt`],
    ['Arbeitsblatt für Ada – №1.txt', 'Arbeitsblatt für Ada – №1.txt'],
    ['ورقة عمل.txt', 'ورقة عمل.txt'],
  ])('%j becomes %j', async (given, expected) => {
    const attachment = await send(given, Buffer.from('Hello'))
    expect(attachment.filename).toBe(expected)
    const header = (await contentOf(attachment)).headers.get('content-disposition')!
    expect(header).toMatch(/^attachment; filename="[ -~]*"; filename\*=UTF-8''[\w!#$&+.^`|~%-]+$/)
    expect(decodeURIComponent(header.split("''")[1]!)).toBe(expected)
  })
})
