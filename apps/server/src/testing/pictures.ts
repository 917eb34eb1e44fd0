import { randomFillSync } from 'node:crypto'
import sharp from 'sharp'

/** A picture whose left half is red and whose right half is blue. */
export const picture = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: 'red' } }).composite([
    {
      input: { create: { width: Math.ceil(width / 2), height, channels: 3, background: 'blue' } },
      gravity: 'east',
    },
  ])

export const jpeg = (width: number, height: number): Promise<Buffer> =>
  picture(width, height).jpeg().toBuffer()

/** A JPEG that contains its place, its camera, and a rotation. */
export const photo = (width: number, height: number): Promise<Buffer> =>
  picture(width, height)
    .jpeg()
    .withExif({
      IFD0: { Make: 'Camera of Ben', Orientation: '6' },
      IFD3: {
        GPSLatitudeRef: 'N',
        GPSLatitude: '52/1 30/1 0/1',
        GPSLongitudeRef: 'E',
        GPSLongitude: '13/1 24/1 0/1',
      },
    })
    .withMetadata({ orientation: 6 })
    .toBuffer()

/** An incompressible PNG: about three bytes for every pixel. */
export const noise = (width: number, height: number): Promise<Buffer> =>
  sharp(randomFillSync(Buffer.alloc(3 * width * height)), { raw: { width, height, channels: 3 } })
    .png({ compressionLevel: 1 })
    .toBuffer()

const OBJECTS = [
  '<< /Type /Catalog /Pages 2 0 R >>',
  '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
  '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 400] /Contents 4 0 R /Resources << >> >>',
]

/** A page of 300 × 400 points with a black square. */
export const pdf = (): Buffer => {
  const drawing = '0 0 0 rg 50 50 200 200 re f'
  const objects = [...OBJECTS, `<< /Length ${drawing.length} >>\nstream\n${drawing}\nendstream`]
  let text = '%PDF-1.4\n'
  const offsets = objects.map((object, index) => {
    const offset = text.length
    text += `${index + 1} 0 obj\n${object}\nendobj\n`
    return offset
  })
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  const size = objects.length + 1
  return Buffer.from(
    `${text}xref\n0 ${size}\n0000000000 65535 f \n${table}trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${text.length}\n%%EOF\n`,
  )
}
