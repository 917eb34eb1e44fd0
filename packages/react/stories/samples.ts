// Pictures, sounds and files that need no network.
import type { Upload } from '@lectern/client'
import type { Attachment, Message } from '@lectern/protocol'
import { type FakeChat } from '../src/testing/fake-chat.ts'
import { ADA, BEN } from '../src/testing/samples.ts'

type Part = Message['parts'][number]

export const MB = 1024 ** 2
export const LONG_NAME =
  'Mitschrift der Vorlesung über quadratische Gleichungen und ihre Lösungsformeln, zweite Fassung'

/** A drawing on paper of any size that shows cropping and stretching. */
const drawing = (width: number, height: number, hue: number): string =>
  `data:image/svg+xml,${encodeURIComponent(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">
      <rect width="100%" height="100%" fill="hsl(${hue} 45% 88%)"/>
      <circle cx="50%" cy="50%" r="${Math.min(width, height) * 0.32}" fill="none" stroke="hsl(${hue} 45% 40%)" stroke-width="8"/>
      <path d="M0 0 L${width} ${height} M0 ${height} L${width} 0" stroke="hsl(${hue} 45% 60%)" stroke-width="4"/>
    </svg>`,
  )}`

/** Half a second of a tone: 8 bits a sample, 4,000 samples a second. */
const tone = (): string => {
  const samples = 2_000
  const head = new DataView(new ArrayBuffer(44))
  const name = (at: number, text: string) =>
    [...text].forEach((sign, index) => head.setUint8(at + index, sign.charCodeAt(0)))
  name(0, 'RIFF')
  head.setUint32(4, 36 + samples, true)
  name(8, 'WAVEfmt ')
  head.setUint32(16, 16, true)
  head.setUint16(20, 1, true)
  head.setUint16(22, 1, true)
  head.setUint32(24, 4_000, true)
  head.setUint32(28, 4_000, true)
  head.setUint16(32, 1, true)
  head.setUint16(34, 8, true)
  name(36, 'data')
  head.setUint32(40, samples, true)
  const wave = Array.from({ length: samples }, (_, at) => Math.round(128 + 60 * Math.sin(at / 1.5)))
  return `data:audio/wav;base64,${btoa(String.fromCharCode(...new Uint8Array(head.buffer), ...wave))}`
}

/** Half a second of a moving square. */
const CLIP =
  'data:video/webm;base64,GkXfo59ChoEBQveBAULygQRC84EIQoKEd2VibUKHgQRChYECGFOAZwEAAAAAAAN5EU2bdLlNu4tTq4QVSalmU6yBbk27i1OrhBZUrmtTrIGTTbuLU6uEH0O2dVOsgdRNu4xTq4QcU7trU6yCA2fsrgAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAVSalmoCrXsYMPQkBEiYRD+oFoTYCGQ2hyb21lV0GGQ2hyb21lFlSua7yuuteBAXPFh8F+MJmuJl6DgQFV7oEBhoVWX1ZQOOCdsIGguoFaU8CBAVWwkFWxgQFVuYECVbqBDVW7gQEfQ7Z1AQAAAAAAAofngQCgQLKh7oEAAABwBwCdASqgAFoACocIhYWImYSIOAIDTJKpdvxiAehXizQ88fV2bDZV8KEPVHqz843I6+Zjcae+3GLAxeDtmw22G2w2zAD+33G3J+iWuIpTNkXyOy6Y259dEQIytra44fJBAqaIOMluUvAAdaG/pr3ugQGluFAFAJ0BKqAAWgAKhwiFhYiZhIg4AgAGKA8IdVSa7iHVUmu4h1VJruIdVSa7iHVUmu4hvAD+664AoNmhtoEAYgAxBAAqEcAAGAAaPtf0AATZwEs4Cs5G7Gfae1GiFKKdaY29RSj+33G3J+kXkl/zHJQ+AHWhm6aZ7oEBpZQRAgAqEcAAGAAYWC/0AAiAgQAAAPuBAKDVobKBAMcAcQQAKhHAABgAGRRX9AAFr0kASKCqKkUZFjUij/1/TAy6U1LkkgD+33G3J+jkYHWhm6aZ7oEBpZQRAgAqEcAAGAAYWC/0AAiAgQAAAPuBYqDgob2BASsA8QQAKhHAABgAGk3v9AAPXjOdi1/30EPGGtL4nIqhcNTEz9Ws6SjwDG0A/t9xtyfpZ/9H9l+yUkEAdaGbppnugQGllBECACoRwAAYABhYL/QACICBAAAA+4HHoNuht4EBkADRBAAqEcAAGAAZdM/0AAi/HyBuR/rio6m/5xyB6qouT6cRmqKOSwfIwP7fcbcn6Nlh8AB1oZumme6BAaWUEQIAKhHAABgAGFgv9AAIgIEAAAD7ggEroNyhuIEB9QCxBAAqEcAAGAAZ7M/0AAuc5klmS0HQzdoGWfubZN+yqpmp7k5Em+MA/t9xtyfo+3EJPx4AdaGbppnugQGllBECACoRwAAYABhYL/QACICBAAAA+4IBkBxTu2uNu4uzgQC3hveBAfGB1A=='

/** Gives the files of a story their URLs: `640x480 200` is a drawing of that size and colour. */
export const withFiles = (fake: FakeChat): void => {
  fake.address = (id) => {
    const [, width, height, hue] = /^(\d+)x(\d+) (\d+)/u.exec(id) ?? []
    if (width) return drawing(Number(width), Number(height), Number(hue))
    if (id.startsWith('gone')) return undefined
    if (id.endsWith('.wav')) return tone()
    return id.endsWith('.webm') ? CLIP : 'data:application/octet-stream,'
  }
}

export const image = (width: number, height: number, hue: number, alt = ''): Part => ({
  type: 'image',
  attachment_id: `${width}x${height} ${hue}`,
  width,
  height,
  filename: `board-${hue}.jpg`,
  ...(alt && { alt }),
})

export const file = (filename: string, media_type: string, changes: object = {}): Part => ({
  type: 'file',
  attachment_id: filename,
  filename,
  media_type,
  size: 1.4 * MB,
  ...changes,
})

let made = 0

export const upload = (changes: Partial<Upload> = {}): Upload => ({
  id: `640x480 ${(made += 40)}`,
  user_id: ADA.id,
  conversation_id: 'room',
  filename: 'board.jpg',
  media_type: 'image/jpeg',
  size: 4 * MB,
  position: made,
  status: 'uploading',
  sent: 1.5 * MB,
  ...changes,
})

export const failed = (filename: string, code: string, reason: string, retryable = false): Upload =>
  upload({ filename, status: 'failed', failure: { code, reason, retryable } })

export const sent = (id: string, changes: Partial<Attachment> = {}): Attachment => ({
  id,
  conversation_id: 'room',
  filename: id,
  media_type: 'application/pdf',
  size: 1.4 * MB,
  state: 'ready',
  created_by: BEN.id,
  created_at: BEN.created_at,
  ...changes,
})
