// The words of a form or of a refused action, for showing and copying. What names another row is left out.
import type { Labels } from '../labels/labels.ts'
import type { TypedWord } from '../ui/typed-word.ts'
import { wordFor } from './words.ts'

export const wordsOf = (
  input: Readonly<Record<string, unknown>>,
  type: string,
  { cards }: Labels,
): TypedWord[] =>
  Object.entries(input).flatMap(([field, value]) => {
    const text = field === 'rev' ? '' : textOf(field, value)
    if (text.trim() === '' || UUID.test(text)) return []
    const label = cards.fields[`${type}.${field}`] ?? wordFor(cards.fields, field)
    return [{ field, label, text: wordFor(cards.choices, text) }]
  })

const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i

const textOf = (field: string, value: unknown): string => {
  if (field === 'paragraphs') return paragraphsIn(value).join('\n\n')
  return typeof value === 'string' ? value : ''
}

/** A form keeps them as JSON, an action has them as they are. */
const paragraphsIn = (value: unknown): string[] => {
  const paragraphs = (typeof value === 'string' ? JSON.parse(value) : value) as readonly { text: string }[]
  return paragraphs.map(({ text }) => text)
}
