// A new card that could not be sent: its text goes back into the form that it came from, or to the clipboard.
import type { Chat } from '@lectern/client'
import type { Labels } from '../labels/labels.ts'
import type { RowScope } from '../rows/row-context.ts'
import { copy } from '../ui/copy.ts'
import { newCardPlace } from './places.ts'
import { joinWords } from '../ui/typed-word.ts'
import { wordsOf } from './typed-words.ts'

type Scope = Pick<RowScope, 'handle' | 'view'>

export const editUnsentCard = (chat: Chat, { handle, view }: Scope, message_id: string): void => {
  const card = handle.unsentCard(message_id)
  if (!card) return
  chat.forms.set(newCardPlace(handle.id), card.type, fieldsOfData(card.data))
  handle.discard(message_id)
  // The messages for a document are selected again, with the form after them.
  if (card.type === 'create_document') view.selected.set(new Set())
  else view.making.set(card.type)
}

/** Copies all of its text, with the names of the fields. */
export const copyUnsentCard = ({ handle }: Scope, message_id: string, labels: Labels): void => {
  const card = handle.unsentCard(message_id)
  if (card) void copy(joinWords(wordsOf(fieldsOfData(card.data), card.type, labels)))
}

/** The fields of a form from the data of a card that could not be sent. */
const fieldsOfData = (data: Readonly<Record<string, unknown>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(data).flatMap(([name, value]) => {
      const text = fieldOf(name, value)
      return text === undefined ? [] : [[name, text]]
    }),
  )

const fieldOf = (name: string, value: unknown): string | undefined => {
  if (name === 'resources') return JSON.stringify(value)
  if (typeof value === 'string' || typeof value === 'number') return String(value)
  if (!Array.isArray(value)) return undefined
  if (name === 'checks') return (value as Check[]).map(writeCheck).join('\n\n')
  return value.join(name === 'tags' ? ', ' : '\n')
}

interface Check {
  question: string
  options: string[]
  answer: number
}

const writeCheck = ({ question, options, answer }: Check): string =>
  [question, ...options.map((option, at) => (at === answer ? `* ${option}` : option))].join('\n')
