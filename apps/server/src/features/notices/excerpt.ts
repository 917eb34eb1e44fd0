import type { Notice } from '@lectern/protocol'
import type { StoredMessage } from '../../records/stored.ts'

const CHARS = 200

/** The beginning of a text, in one line. */
export const excerptOf = (content: string): string => {
  const [...chars] = content
    .slice(0, 4 * CHARS)
    .replaceAll(/\s+/g, ' ')
    .trim()
  return chars.length > CHARS ? `${chars.slice(0, CHARS).join('')}…` : chars.join('')
}

/** What comes with the text: the first of its parts that is none. */
export const showsOf = ({ kind, parts }: Pick<StoredMessage, 'kind' | 'parts'>): Notice['shows'] => {
  if (kind === 'card') return 'card'
  for (const { type } of parts) if (type === 'image' || type === 'file' || type === 'document') return type
  return undefined
}
