// Small files with text, as people upload them.
import { crc32, deflateRawSync, deflateSync } from 'node:zlib'

const assemble = (objects: readonly string[], trailer = ''): Buffer => {
  let text = '%PDF-1.4\n'
  const offsets = objects.map((object, index) => {
    const offset = text.length
    text += `${index + 1} 0 obj\n${object}\nendobj\n`
    return offset
  })
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  const size = objects.length + 1
  return Buffer.from(
    `${text}xref\n0 ${size}\n0000000000 65535 f \n${table}trailer\n<< /Size ${size} /Root 1 0 R ${trailer} >>\nstartxref\n${text.length}\n%%EOF\n`,
    'latin1',
  )
}

const LEADING = 14
const stream = (text: string): string => `<< /Length ${text.length} >>\nstream\n${text}\nendstream`

/** One page for each list of lines; an empty line is a gap between paragraphs. */
export const textPdf = (pages: readonly (readonly string[])[]): Buffer => {
  const first = 4
  const kids = pages.map((_, index) => `${first + 2 * index} 0 R`)
  const bodies = pages.flatMap((lines, index) => {
    const shownLines = lines.map((line) => `(${line.replaceAll(/[()\\]/g, String.raw`\$&`)}) Tj T*`)
    const content = `BT /F1 11 Tf ${LEADING} TL 50 700 Td ${shownLines.join(' ')} ET`
    const resources = '/Resources << /Font << /F1 3 0 R >> >>'
    const page = `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents ${first + 2 * index + 1} 0 R ${resources} >>`
    return [page, stream(content)]
  })
  return assemble([
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${kids.join(' ')}] /Count ${pages.length} >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    ...bodies,
  ])
}

/** Needs an unknown password. */
export const lockedPdf = (): Buffer => {
  const key = `<${'5a'.repeat(32)}>`
  return assemble(
    [
      '<< /Type /Catalog /Pages 2 0 R >>',
      '<< /Type /Pages /Kids [] /Count 0 >>',
      `<< /Filter /Standard /V 1 /R 2 /O ${key} /U ${key} /P -4 >>`,
    ],
    `/Encrypt 3 0 R /ID [${key} ${key}]`,
  )
}

const uint = (value: number, bytes: 2 | 4): Buffer => {
  const buffer = Buffer.alloc(bytes)
  buffer.writeUIntLE(value, 0, bytes)
  return buffer
}

/** A PDF with this many pages. */
export const longPdf = (pages: number): Buffer =>
  textPdf(Array.from({ length: pages }, (_, index) => [`Page ${index + 1}`]))

/** One page whose drawing unpacks to this many bytes. */
export const bombPdf = (bytes: number): Buffer => {
  const packed = deflateSync(Buffer.alloc(bytes, ' ')).toString('latin1')
  return assemble([
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R >>',
    `<< /Filter /FlateDecode /Length ${packed.length} >>\nstream\n${packed}\nendstream`,
  ])
}

const MUCH = 1024 ** 2

interface ZipOptions {
  packs?: boolean
  /** A false size for a large file. */
  claimedSize?: number
}

const zip = (
  files: Readonly<Record<string, string | Uint8Array>>,
  { packs = false, claimedSize }: ZipOptions = {},
): Buffer => {
  const locals: Buffer[] = []
  const central: Buffer[] = []
  let offset = 0
  for (const [name, content] of Object.entries(files)) {
    const plain = Buffer.from(content)
    const said = plain.length > MUCH ? (claimedSize ?? plain.length) : plain.length
    const data = packs ? deflateRawSync(plain) : plain
    const sizes = [uint(crc32(plain), 4), uint(data.length, 4), uint(said, 4)]
    const common = [
      uint(20, 2),
      uint(0, 2),
      uint(packs ? 8 : 0, 2),
      uint(0, 4),
      ...sizes,
      uint(name.length, 2),
      uint(0, 2),
    ]
    const local = Buffer.concat([uint(0x04034b50, 4), ...common, Buffer.from(name), data])
    const rest = [uint(0, 2), uint(0, 2), uint(0, 2), uint(0, 4), uint(offset, 4)]
    central.push(Buffer.concat([uint(0x02014b50, 4), uint(20, 2), ...common, ...rest, Buffer.from(name)]))
    locals.push(local)
    offset += local.length
  }
  const directory = Buffer.concat(central)
  const count = uint(locals.length, 2)
  const end = [
    uint(0x06054b50, 4),
    uint(0, 4),
    count,
    count,
    uint(directory.length, 4),
    uint(offset, 4),
    uint(0, 2),
  ]
  return Buffer.concat([...locals, directory, ...end])
}

const W = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
const M = 'http://schemas.openxmlformats.org/officeDocument/2006/math'

const RELATION = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const DRAWING = 'http://schemas.openxmlformats.org/drawingml/2006'
const DRAWINGS = `xmlns:wp="${DRAWING}/wordprocessingDrawing" xmlns:a="${DRAWING}/main" xmlns:pic="${DRAWING}/picture" xmlns:r="${RELATION}"`

interface DocxOptions extends ZipOptions {
  /** By name, `curve.png`; `pictureMarkup` puts one into a paragraph. */
  pictures?: Readonly<Record<string, Uint8Array>>
}

/** In the text of a paragraph: the picture of this name. */
export const pictureMarkup = (name: string, alt: string): string =>
  `</w:t></w:r><w:r><w:drawing><wp:inline><wp:docPr id="1" name="${name}" descr="${alt}"/><a:graphic><a:graphicData><pic:pic><pic:blipFill><a:blip r:embed="${name}"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r><w:r><w:t>`

/** A Word document of one heading and paragraphs. */
export const docx = (
  heading: string,
  paragraphs: readonly string[],
  { pictures = {}, ...options }: DocxOptions = {},
): Buffer => {
  const paragraph = (text: string, style = '') => `<w:p>${style}<w:r><w:t>${text}</w:t></w:r></w:p>`
  const body = [
    paragraph(heading, '<w:pPr><w:pStyle w:val="Heading1"/></w:pPr>'),
    ...paragraphs.map((text) => paragraph(text)),
  ].join('')
  const style = '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/></w:style>'
  const kinds = Object.keys(pictures).map((name) => {
    const extension = name.replace(/^.*\./, '')
    return `<Default Extension="${extension}" ContentType="image/${extension}"/>`
  })
  const related = Object.keys(pictures).map(
    (name) => `<Relationship Id="${name}" Type="${RELATION}/image" Target="media/${name}"/>`,
  )
  return zip(
    {
      '[Content_Types].xml': `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>${kinds.join('')}<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`,
      '_rels/.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="${RELATION}/officeDocument" Target="word/document.xml"/></Relationships>`,
      'word/document.xml': `<w:document xmlns:w="${W}" xmlns:m="${M}" ${DRAWINGS}><w:body>${body}</w:body></w:document>`,
      'word/_rels/document.xml.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r2" Type="${RELATION}/styles" Target="styles.xml"/>${related.join('')}</Relationships>`,
      'word/styles.xml': `<w:styles xmlns:w="${W}">${style}</w:styles>`,
      ...Object.fromEntries(Object.entries(pictures).map(([name, bytes]) => [`word/media/${name}`, bytes])),
    },
    options,
  )
}
