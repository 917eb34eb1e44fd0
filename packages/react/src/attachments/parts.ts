import type { Message } from '@lectern/protocol'
import type { Labels } from '../labels/labels.ts'

type Parts = Message['parts']
export type ImagePart = Extract<Parts[number], { type: 'image' }>
export type FilePart = Extract<Parts[number], { type: 'file' }>

export const imageParts = (parts: Parts): ImagePart[] => parts.filter((part) => part.type === 'image')
export const fileParts = (parts: Parts): FilePart[] => parts.filter((part) => part.type === 'file')

/** A description of a message without text. */
export const describeParts = ({ parts }: Pick<Message, 'parts'>, labels: Labels): string => {
  const images = imageParts(parts)
  const files = fileParts(parts)
  return [
    images.length > 0 ? labels.photos(images.length) : '',
    files.length === 1 && files[0] ? labels.file(files[0].filename) : '',
    files.length > 1 ? labels.files(files.length) : '',
  ]
    .filter((text) => text !== '')
    .join(', ')
}
