// Images in documents: Markdown refers to an attachment, as in ![A parabola](attachment:0192…).
import * as z from 'zod/mini'
import { Id } from './ids.ts'

/** An image that a version of a document shows. */
export const DocumentImage = z.object({
  attachment_id: Id,
  filename: z.string(),
  /** Pixels; readers reserve space by it. */
  width: z.int(),
  height: z.int(),
})
export type DocumentImage = z.infer<typeof DocumentImage>

const ID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}'
const ADDRESS = new RegExp(`^attachment:(${ID})$`)
const NAMED = new RegExp(`\\battachment:(${ID})\\b`, 'g')

/** The address of an attachment in Markdown. */
export const imageAddress = (attachment_id: string): string => `attachment:${attachment_id}`

/** The attachment of an address; undefined for other addresses. */
export const imageIdOf = (address: string): string | undefined => ADDRESS.exec(address)?.[1]

/** The attachments in a text, each once. */
export const imageIdsIn = (content: string): string[] => [
  ...new Set([...content.matchAll(NAMED)].flatMap(([, id]) => id ?? [])),
]

/** The text without those addresses. */
export const withoutImageAddresses = (content: string): string => content.replaceAll(NAMED, '')
