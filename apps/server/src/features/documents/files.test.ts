import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { endpoints, LIMITS, type Problem } from '@lectern/protocol'
import { createTestServer, type TestServer } from '../../testing/create-test-server.ts'
import { holdsBytes } from '../../testing/holds-bytes.ts'
import { bombPdf, docx, lockedPdf, longPdf, textPdf } from '../../testing/files.ts'
import type { Person } from '../../testing/people.ts'
import { pdf, picture } from '../../testing/pictures.ts'
import { upload } from '../../testing/upload.ts'

const ID = '01890000-0000-7000-8000-000000000001'

let server: TestServer
let ada: Person
let ben: Person
let chloe: Person
let course_id: string
beforeEach(async () => {
  server = await createTestServer()
  ;({ ada, ben, chloe } = server.people)
  const body = { kind: 'course' as const, title: 'Algebra', member_ids: [ben.user_id] }
  course_id = (await server.as(ada).call(endpoints.createConversation, { body })).id
})
afterEach(() => server.close())

const put = async (filename: string, bytes: Uint8Array, person = ada) =>
  (await upload(server.as(person), { conversation_id: course_id, filename, bytes })).id
const take = async (filename: string, bytes: Uint8Array, more: object = {}) => {
  const body = { attachment_id: await put(filename, bytes), conversation_id: course_id, ...more }
  return server.as(ada).call(endpoints.createDocument, { body })
}
const save = (id: string, body: object) =>
  server.as(ada).ask(endpoints.createDocumentVersion, { params: { id }, body: body as never })
const refusal = (taken: Promise<unknown>): Promise<Partial<Problem>> =>
  taken.then(
    () => ({ detail: 'taken' }),
    (error: { problem: Problem }) => error.problem,
  )

describe('a document from a file', () => {
  it('has the paragraphs of a PDF, with hyphenated words joined', async () => {
    const bytes = textPdf([
      ['Completing the square', '', 'Halve the coeffi-', 'cient of x (carefully)', 'and square it.'],
      ['Page two.', '', 'With a title.'],
      ['Three', '', 'One line', 'and another.'],
    ])
    const document = await take('completing_the square.pdf', bytes)
    expect(document).toMatchObject({
      title: 'completing the square',
      format: 'text',
      content:
        'Completing the square\n\nHalve the coefficient of x (carefully)\nand square it.\n\f\nPage two.\n\nWith a title.\n\f\nThree\n\nOne line\nand another.',
      original: { filename: 'completing_the square.pdf', media_type: 'application/pdf', size: bytes.length },
    })
  })

  it('is Markdown if it comes from Word', async () => {
    const document = await take(
      'Plan.docx',
      docx('Plan. (2026)', ['First: fractions - easy!', 'Then squares.']),
    )
    expect(document).toMatchObject({
      title: 'Plan. (2026)',
      format: 'markdown',
      content: '# Plan. (2026)\n\nFirst: fractions - easy!\n\nThen squares.',
    })
  })

  it('has the equations of Word as formulas, in the text and on lines of their own', async () => {
    const square = '<m:sSup><m:e><m:r><m:t>x</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup>'
    const equation = `</w:t></w:r><m:oMath>${square}</m:oMath><w:r><w:t>`
    const { content } = await take('Squares.docx', docx('Squares', [`Take ${equation}, then`, equation]))
    expect(content).toBe('# Squares\n\nTake \\(x^{2}\\), then\n\n$$\nx^{2}\n$$')
  })

  it('has the tables of Word, also with merged cells', async () => {
    const cell = (content: string, properties = '') =>
      `<w:tc>${properties && `<w:tcPr>${properties}</w:tcPr>`}${content}</w:tc>`
    const said = (words: string, more = '') => `<w:p><w:r>${more}<w:t>${words}</w:t></w:r></w:p>`
    const row = (...cells: string[]) => `<w:tr>${cells.join('')}</w:tr>`
    const [begins, goesOn] = ['<w:vMerge w:val="restart"/>', '<w:vMerge/>']
    const equation =
      '<w:p><m:oMath><m:d><m:dPr><m:begChr m:val="|"/><m:endChr m:val="|"/></m:dPr><m:e><m:r><m:t>x</m:t></m:r></m:e></m:d></m:oMath></w:p>'
    const table = [
      row(cell(said('Day', '<w:rPr><w:b/></w:rPr>')), cell(said('Room')), cell(said('a|b'))),
      row(cell(said('Monday'), begins), cell(said('One') + said('or two')), cell(equation)),
      row(cell('<w:p/>', goesOn), cell(said('Both'), '<w:gridSpan w:val="2"/>')),
    ].join('')
    const frame = `<w:tbl>${row(cell(said('Framed')))}</w:tbl>`
    const between = (xml: string) => `</w:t></w:r></w:p>${xml}<w:p><w:r><w:t>`
    const { content } = await take('Times.docx', docx('Times', [between(`<w:tbl>${table}</w:tbl>${frame}`)]))
    expect(content).toBe(
      [
        '# Times',
        '',
        '| **Day** | Room | a\\|b |',
        '| --- | --- | --- |',
        '| Monday | One or two | \\(\\left\\vert x\\right\\vert \\) |',
        '|  | Both |  |',
        '',
        'Framed',
      ].join('\n'),
    )
  })

  it('has the content of a text file', async () => {
    const text = Buffer.from('\uFEFF# Größe\r\n\r\nText')
    expect(await take('note.md', text)).toMatchObject({ format: 'markdown', content: '# Größe\n\nText' })
    expect(await take('note.txt', text)).toMatchObject({ format: 'text', content: '# Größe\n\nText' })
  })

  it('keeps the file for its readers, and not the upload', async () => {
    const bytes = textPdf([['Hello']])
    const attachment_id = await put('hello.pdf', bytes)
    const body = { attachment_id, conversation_id: course_id }
    const { id } = await server.as(ada).call(endpoints.createDocument, { body })
    await save(id, { content: 'Hello again' })
    const original = (person: Person, query = {}) =>
      server.as(person).send(endpoints.getDocumentOriginal, { params: { id }, query })
    const response = await original(ben, { version: 1 })
    expect(response.headers.get('content-disposition')).toMatch(/^attachment; filename="hello\.pdf"/)
    expect(Buffer.from(await response.arrayBuffer())).toEqual(bytes)
    expect([(await original(ben)).status, (await original(chloe, { version: 1 })).status]).toEqual([404, 404])
    await server.ctx.jobs.whenSettled()
    expect(await holdsBytes(server.ctx, attachment_id)).toBe(false)
  })

  it('is made once, however often it is requested', async () => {
    const body = { id: ID, attachment_id: await put('a.txt', Buffer.from('One')), conversation_id: course_id }
    const ask = () => server.as(ada).ask(endpoints.createDocument, { body })
    const first = await ask()
    const again = await ask()
    expect([first.status, again.status]).toEqual([201, 200])
    expect(again.body).toEqual(first.body)
  })

  it('is called as its text calls itself, if that begins with a heading', async () => {
    const title = async (content: string) => (await take('trig.md', Buffer.from(content))).title
    expect(await title('# Trigonometry *basics*\n\nSine.')).toBe('Trigonometry basics')
    expect(await title('\n\n# `sin` first\nSine and more.')).toBe('sin first')
    expect(await title('## A section\n\nSine.')).toBe('trig')
    expect(await title('Sine.\n\n# Later')).toBe('trig')
    expect(await title(`# ${'long '.repeat(200)}\n\nSine.`)).toBe('trig')
  })

  it('has a new version for another file, once', async () => {
    const { id } = await take('plan.pdf', textPdf([['First']]))
    const attachment_id = await put('plan (2).pdf', textPdf([['Second']]))
    const saved = await save(id, { attachment_id, base_version: 1 })
    expect([saved.status, saved.body]).toMatchObject([
      201,
      { version: 2, title: 'plan', content: 'Second', original: { filename: 'plan (2).pdf' } },
    ])
    const again = await save(id, { attachment_id, base_version: 1 })
    expect([again.status, again.body.version]).toEqual([200, 2])
    const other = await put('plan (3).pdf', textPdf([['Third']]))
    expect(await refusal(save(id, { attachment_id: other, base_version: 1 }))).toMatchObject({
      code: 'conflict',
      limit: 2,
    })
  })

  it('is found and cited by the page', async () => {
    const { id } = await take('limits.pdf', textPdf([['Sequences grow.'], [], ['A limit is approached.']]))
    const { passages = [] } = await server
      .as(ben)
      .call(endpoints.listDocuments, { query: { q: 'what is a limit?' } })
    expect(passages[0]).toMatchObject({ document_id: id, excerpt: 'A limit is approached.', page: 3 })
    const { span } = passages[0]!
    const part = { document_id: id, version: 1, span, title: '', excerpt: '', page: 9 }
    const body = {
      content: 'See',
      parts: [{ type: 'document' as const, status: 'verified' as const, ...part }],
    }
    const { window } = await server.as(ben).call(endpoints.sendMessage, { params: { id: course_id }, body })
    expect(window.messages[0]!.parts).toMatchObject([{ excerpt: 'A limit is approached.', page: 3 }])
  })

  it('is only made from a visible file', async () => {
    const body = { attachment_id: await put('mine.txt', Buffer.from('mine'), ben) }
    const asked = server.as(ada).call(endpoints.createDocument, { body })
    expect((await refusal(asked)).code).toBe('invalid')
  })
})

describe('a file that cannot become a document gets a reason:', () => {
  const faultOf = async (filename: string, bytes: Uint8Array) => (await refusal(take(filename, bytes))).why
  const broken = (bytes: Buffer) => bytes.subarray(0, Math.floor(bytes.length * 0.6))

  it('a PDF with a password, and one without text', async () => {
    expect(await refusal(take('locked.pdf', lockedPdf()))).toMatchObject({
      code: 'invalid',
      field: 'attachment_id',
      why: 'locked',
      detail: 'The PDF is protected by a password.',
    })
    expect(await refusal(take('scan.pdf', pdf()))).toMatchObject({
      why: 'no_text',
      detail: expect.stringMatching(/no text in it.+OCR/) as string,
    })
  })

  it('a damaged or truncated one', async () => {
    expect(await faultOf('broken.pdf', Buffer.from('%PDF-1.7\nnothing'))).toBe('damaged')
    const word = docx('Plan', ['x'.repeat(2_000)])
    expect(await faultOf('broken.docx', broken(word))).toMatch(/damaged|not_a_document/)
    const inner = Buffer.from(word)
    inner.fill('<', inner.indexOf('<w:document'), inner.indexOf('<w:document') + 400)
    expect(await faultOf('scrambled.docx', inner)).toBe('damaged')
    const text = Buffer.concat([Buffer.from('a'.repeat(300_000)), Buffer.from([0xff, 0xfe])])
    expect(await faultOf('half.txt', text)).toBe('damaged')
  })

  it('too many pages, or too much text', async () => {
    expect(await refusal(take('long.pdf', longPdf(LIMITS.document_pages + 1)))).toMatchObject({
      code: 'too_large',
      why: 'too_many_pages',
      limit: 1_000,
      actual: 1_001,
    })
    expect(await refusal(take('long.txt', Buffer.from('x'.repeat(LIMITS.document_chars + 1))))).toMatchObject(
      {
        why: 'too_much_text',
        detail: 'The file has 1000001 characters of text; the limit is 1000000.',
      },
    )
  })

  it('one that kills its reader, and the next one is read', async () => {
    const nested = docx('x', ['</w:t></w:r></w:p>' + '<w:tbl><w:tr><w:tc>'.repeat(50_000)])
    expect(await faultOf('deep.docx', nested)).toMatch(/damaged|too_complex|too_demanding/)
    expect((await take('good.docx', docx('Good', ['Text'], { packs: true }))).content).toBe('# Good\n\nText')
  })

  it('a Word file that unpacks endlessly, whatever size it claims', async () => {
    const paragraphs = ['x'.repeat(80 * 1024 ** 2)]
    for (const claimedSize of [80 * 1024 ** 2, 1_000]) {
      const bomb = docx('Bomb', paragraphs, { packs: true, claimedSize })
      expect(bomb.length).toBeLessThan(200_000)
      expect(await faultOf('bomb.docx', bomb)).toBe('unpacks_too_large')
    }
  })

  it('a PDF that unpacks to a thousand times its size, and the next one is read', async () => {
    expect(await faultOf('bomb.pdf', bombPdf(48 * 1024 ** 2))).toMatch(/too_complex|too_demanding|no_text/)
    expect((await take('good.pdf', textPdf([['Good']]))).content).toBe('Good')
  })

  it('other types, whatever their names', async () => {
    expect(await faultOf('table.csv', Buffer.from('a,b'))).toBe('not_a_document')
    expect(await faultOf('page.html', Buffer.from('<p>Hi'))).toBe('not_a_document')
    expect(await faultOf('photo.pdf', await picture(20, 20).png().toBuffer())).toBe('not_a_document')
    const old = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(2_000)])
    expect(await refusal(take('old.docx', old))).toMatchObject({
      why: 'not_a_document',
      detail: expect.stringMatching(/old Word file/) as string,
    })
    expect(await faultOf('empty.txt', Buffer.from(' \n '))).toBe('no_text')
  })

  it('and its bytes decide its type, not its name', async () => {
    expect(await take('plan.md', textPdf([['Really a PDF']]))).toMatchObject({
      content: 'Really a PDF',
      original: { media_type: 'application/pdf' },
    })
    const both = Buffer.concat([textPdf([['A PDF first']]), docx('And Word', ['behind it'])])
    expect((await take('both.docx', both)).content).toBe('A PDF first')
  })
})
