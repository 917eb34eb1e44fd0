import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { endpoints, imageAddress, LIMITS, type Document, type Problem } from '@lectern/protocol'
import { createTestServer, type TestServer } from '../../testing/create-test-server.ts'
import { ManualClock } from '../../testing/manual-clock.ts'
import { addPerson, type Person } from '../../testing/people.ts'
import { docx, pictureMarkup } from '../../testing/files.ts'
import { jpeg, photo } from '../../testing/pictures.ts'
import { upload } from '../../testing/upload.ts'

const ID = '01890000-0000-7000-8000-000000000001'
const DAY_MS = 24 * 60 * 60_000

let clock: ManualClock
let server: TestServer
let ada: Person
let ben: Person
let chloe: Person
/** An instructor of another course. */
let dora: Person
let course_id: string
let image: string
beforeEach(async () => {
  clock = new ManualClock()
  server = await createTestServer({ clock })
  ;({ ada, ben, chloe } = server.people)
  dora = await addPerson(server.ctx, 'Dora', 'instructor')
  const body = { kind: 'course' as const, title: 'Algebra', member_ids: [ben.user_id] }
  course_id = (await server.as(ada).call(endpoints.createConversation, { body })).id
  image = await put()
})
afterEach(() => server.close())

const put = async (person = ada, filename = 'parabola.jpg', bytes?: Uint8Array) =>
  (
    await upload(server.as(person), {
      conversation_id: course_id,
      filename,
      bytes: bytes ?? (await jpeg(400, 300)),
    })
  ).id
const showing = (...ids: string[]) =>
  ids.map((id) => `![A parabola touching the axis](${imageAddress(id)})`).join('\n\n')
const write = (content: string, more: object = { conversation_id: course_id }, person = ada) =>
  server.as(person).call(endpoints.createDocument, {
    body: { title: 'Parabolas', format: 'markdown', content, ...more } as never,
  })
const save = ({ id }: Document, content: string, person = ada) =>
  server.as(person).call(endpoints.createDocumentVersion, { params: { id }, body: { content } })
const refusal = (asked: Promise<unknown>): Promise<Partial<Problem>> =>
  asked.then(
    () => ({ detail: 'taken' }),
    (error: { problem: Problem }) => error.problem,
  )
const change = ({ id }: Document, state: 'published' | 'withdrawn') =>
  server.as(ada).call(endpoints.patchDocument, { params: { id }, body: { state } })
/** With a bearer token, and with a link. */
const statusFor = async (person: Person, id = image) => {
  const params = { id, width: '320' as const }
  const { status } = await server.as(person).send(endpoints.getAttachmentPreview, { params })
  const body = { attachment_ids: [id] }
  const { links } = await server.as(person).call(endpoints.createAttachmentLinks, { body })
  expect(id in links).toBe(status === 200)
  return status
}
const sendWith = (id: string) =>
  server.as(ada).call(endpoints.sendMessage, {
    params: { id: course_id },
    body: { content: 'Look', attachment_ids: [id] },
  })

describe('an image in a document', () => {
  it("is visible to the document's readers, and to nobody else", async () => {
    expect(await statusFor(ben)).toBe(404)
    const document = await write(showing(image))
    expect(document.images).toEqual([
      { attachment_id: image, filename: 'parabola.jpg', width: 400, height: 300 },
    ])
    expect(await statusFor(ben)).toBe(200)
    for (const stranger of [chloe, dora]) expect(await statusFor(stranger)).toBe(404)
    const params = { id: course_id, user_id: ben.user_id }
    await server.as(ada).call(endpoints.removeMember, { params })
    expect(await statusFor(ben)).toBe(404)
  })

  it('of the school is visible to all', async () => {
    await write(showing(image), {})
    for (const person of [ben, chloe, dora]) expect(await statusFor(person)).toBe(200)
  })

  it('of a draft or a withdrawn document is hidden from students', async () => {
    const document = await write(showing(image), { conversation_id: course_id, state: 'draft' })
    expect(await statusFor(ben)).toBe(404)
    await change(document, 'published')
    expect(await statusFor(ben)).toBe(200)
    await change(document, 'withdrawn')
    expect(await statusFor(ben)).toBe(404)
    expect(await statusFor(ada)).toBe(200)
  })

  it('belongs to its version, and stays with it', async () => {
    const first = await write(showing(image))
    const other = await put(ada, 'other.jpg')
    const second = await save(first, showing(other))
    expect(second.images?.map(({ filename }) => filename)).toEqual(['other.jpg'])
    const query = { version: 1 }
    const again = await server.as(ben).call(endpoints.getDocument, { params: { id: first.id }, query })
    expect(again.images?.map(({ filename }) => filename)).toEqual(['parabola.jpg'])
    expect(await statusFor(ben)).toBe(200)
    expect((await save(second, 'Words alone.')).images).toBeUndefined()
  })

  it('stays when another member of staff writes the next version, or shows it elsewhere', async () => {
    const document = await write(showing(image), {})
    const next = await save(document, `${showing(image)}\n\nMore.`, dora)
    expect(next.images).toHaveLength(1)
    await write(showing(image), {}, dora)
    await change(document, 'withdrawn')
    expect(await statusFor(chloe)).toBe(200)
  })

  it('survives the cleanup of unsent files', async () => {
    const left = await put(ada, 'left.jpg')
    await write(showing(image))
    clock.jump(15 * DAY_MS)
    await server.ctx.jobs.whenSettled()
    expect(
      (await server.ctx.db.read.selectFrom('attachments').select('id').execute()).map(({ id }) => id),
    ).toEqual([image])
    expect(left).not.toBe(image)
  })

  it('cannot be deleted or sent with a message, which could be deleted', async () => {
    await write(showing(image))
    const { status } = await server.as(ada).send(endpoints.deleteUpload, {
      params: { id: image },
      headers: { 'tus-resumable': '1.0.0' },
    })
    expect(status).toBe(409)
    expect(await refusal(sendWith(image))).toMatchObject({ code: 'invalid', field: 'attachment_ids.0' })
    expect(await statusFor(ben)).toBe(200)
  })

  it('is found by its alternative text, not by its address, at its place', async () => {
    const content = `Before.\n\n${showing(image)}\n\nBehind.`
    await write(content)
    const find = (q: string) => server.as(ben).call(endpoints.listDocuments, { query: { q } })
    const { passages = [] } = await find('touching the axis')
    expect(passages).toHaveLength(1)
    const { excerpt, span } = passages[0]!
    expect(excerpt).toBe(content.slice(span.start, span.end))
    expect((await find(image.slice(-12))).passages).toEqual([])
    expect((await find('attachment')).passages).toEqual([])
  })
})

describe('an image is refused', () => {
  const refused = async (content: string, person = ada) => refusal(write(content, {}, person))

  it('if it is missing, or belongs to another user', async () => {
    const unknown = {
      code: 'invalid',
      field: 'content',
      detail: expect.stringContaining('not there') as string,
    }
    expect(await refused(showing(ID))).toMatchObject(unknown)
    expect(await refused(showing(await put(ben)))).toMatchObject(unknown)
    expect(await refused(showing(image), dora)).toMatchObject(unknown)
    const elsewhere = await write(showing(image))
    expect(await refused(showing(image), dora)).toMatchObject(unknown)
    const document = await write('Nothing yet.')
    expect(await refusal(save(document, showing(ID)))).toMatchObject(unknown)
    expect(elsewhere.images).toHaveLength(1)
  })

  it('if it belongs to a message', async () => {
    await sendWith(image)
    expect(await refused(showing(image))).toMatchObject({
      code: 'invalid',
      detail: expect.stringContaining('belongs to a message') as string,
    })
  })

  it('if it is of another type', async () => {
    const text = await put(ada, 'notes.txt', Buffer.from('words'))
    expect(await refused(showing(text))).toMatchObject({ detail: 'notes.txt is not an image.' })
  })

  it('if there are more than a document may have', async () => {
    const ids = Array.from({ length: LIMITS.document_images + 1 }, (_, index) =>
      ID.slice(0, -2).concat(String(index + 10)),
    )
    expect(await refused(showing(...ids))).toMatchObject({
      code: 'too_large',
      field: 'content',
      limit: LIMITS.document_images,
      actual: LIMITS.document_images + 1,
    })
  })

  it("but an uploaded text keeps its document's images, and gets no others", async () => {
    const other = await put(ada, 'other.jpg')
    const { id } = await write(showing(image))
    const attachment_id = await put(ada, 'next.md', Buffer.from(showing(image, other)))
    const body = { attachment_id }
    const next = await server.as(ada).call(endpoints.createDocumentVersion, { params: { id }, body })
    expect(next.images?.map((each) => each.attachment_id)).toEqual([image])
    expect(await statusFor(ben, other)).toBe(404)
  })
})

describe('the pictures of a Word file', () => {
  const take = async (bytes: Uint8Array, more: object = {}) => {
    const body = { attachment_id: await put(ada, 'Curves.docx', bytes), conversation_id: course_id, ...more }
    return server.as(ada).call(endpoints.createDocument, { body })
  }

  it('are images of the document, each once, without their place', async () => {
    const pictures = { 'curve.jpeg': await photo(400, 300), 'line.jpeg': await jpeg(200, 100) }
    const text = [
      `See ${pictureMarkup('curve.jpeg', 'A [parabola]')} here`,
      pictureMarkup('line.jpeg', ''),
      pictureMarkup('curve.jpeg', 'x'),
    ]
    const document = await take(docx('Curves', text, { pictures }))
    const [curve, line] = ['300', '200'].map(
      (width) => document.images?.find((each) => String(each.width) === width)?.attachment_id ?? '',
    ) as [string, string]
    expect(document.content).toBe(
      `# Curves\n\nSee ![A parabola](${imageAddress(curve)}) here\n\n![](${imageAddress(line)})\n\n![x](${imageAddress(curve)})`,
    )
    expect(document.images).toHaveLength(2)
    expect(document.images).toContainEqual({
      attachment_id: curve,
      filename: 'Curves 1.jpg',
      width: 300,
      height: 400,
    })
    for (const person of [ada, ben]) expect(await statusFor(person, curve)).toBe(200)
    expect(await statusFor(chloe, curve)).toBe(404)
    const kept = await server.as(ada).send(endpoints.getAttachmentContent, { params: { id: curve } })
    expect(Buffer.from(await kept.arrayBuffer()).includes('Camera of Ben')).toBe(false)
    const edited = await save(document, `${document.content}\n\nThat is all.`)
    expect(edited.images).toEqual(document.images)
  })

  it('are left out if they are no images, or only Office can draw them', async () => {
    const pictures = { 'broken.png': Buffer.from('no image'), 'drawing.emf': await jpeg(20, 10) }
    const text = [
      `One ${pictureMarkup('broken.png', 'Broken')}`,
      `Two ${pictureMarkup('drawing.emf', 'Drawing')}`,
      'Three',
    ]
    const document = await take(docx('Curves', text, { pictures }))
    expect(document.content.replaceAll(/ +$/gm, '')).toBe('# Curves\n\nOne\n\nTwo\n\nThree')
    expect(document.images).toBeUndefined()
  })

  it('are as many as a document may show', async () => {
    const many = Array.from({ length: LIMITS.document_images + 2 }, (_, index) => index + 1)
    const pictures = Object.fromEntries(
      await Promise.all(many.map(async (index) => [`p${index}.jpeg`, await jpeg(10 + index, 10)] as const)),
    )
    const text = many.map((index) => `No. ${index} ${pictureMarkup(`p${index}.jpeg`, '')}`)
    const { content, images } = await take(docx('Curves', text, { pictures }))
    expect(images).toHaveLength(LIMITS.document_images)
    expect(content).toContain(`No. ${many.length}`)
    expect(content).not.toContain('picture:')
  })

  it('are new images when the file comes again as a new version; the old version keeps its own', async () => {
    const file = async (width: number) =>
      docx('Curves', [pictureMarkup('curve.jpeg', '')], {
        pictures: { 'curve.jpeg': await jpeg(width, 100) },
      })
    const first = await take(await file(100))
    const body = { attachment_id: await put(ada, 'Curves.docx', await file(200)) }
    const params = { id: first.id }
    const second = await server.as(ada).call(endpoints.createDocumentVersion, { params, body })
    expect(second.images).toMatchObject([{ width: 200 }])
    const old = await server.as(ben).call(endpoints.getDocument, { params, query: { version: 1 } })
    expect(old.images).toEqual(first.images)
  })
})
