// Images in documents: Markdown names them by their attachment, as in ![A parabola](attachment:0192…).
import * as z from 'zod/mini'
import { Id } from './ids.ts'

/** An image that a version of a document shows. */
export const DocumentImage = z.object({
  attachment_id: Id,
  filename: z.string(),
  /** Pixels; what a reader reserves space by. */
  width: z.int(),
  height: z.int(),
})
export type DocumentImage = z.infer<typeof DocumentImage>

const ID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}'
const ADDRESS = new RegExp(`^attachment:(${ID})$`)
const NAMED = new RegExp(`\\battachment:(${ID})\\b`, 'g')

/** How Markdown names an attachment. */
export const imageAddress = (attachment_id: string): string => `attachment:${attachment_id}`

/** The attachment that an address names; nothing for other addresses. */
export const imageIdOf = (address: string): string | undefined => ADDRESS.exec(address)?.[1]

/** The attachments that a text names, each once. */
export const imageIdsIn = (content: string): string[] => [
  ...new Set([...content.matchAll(NAMED)].flatMap(([, id]) => id ?? [])),
]

/** The text without those addresses: what it says in words. */
export const withoutImageAddresses = (content: string): string => content.replaceAll(NAMED, '')
