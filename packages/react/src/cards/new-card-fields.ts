// The fields of a new card, and the data made of them.
import { isStaff, LIMITS, type Me } from '@lectern/protocol'
import type { MadeByForm } from '../context/conversation-view.ts'
import type { Field } from './fields.ts'

const line = (name: string, required = true): Field => ({
  name,
  required,
  kind: 'line',
  max: LIMITS.title_chars,
})
const text = (name: string, required = true): Field => ({
  name,
  required,
  kind: 'text',
  max: LIMITS.card_body_chars,
})
const choice = (name: string, ...options: string[]): Field => ({
  name,
  required: true,
  kind: 'choice',
  options,
})
const number = (name: string, min: number, max: number): Field => ({
  name,
  required: false,
  kind: 'number',
  min,
  max,
})

export const NEW_CARD_FIELDS: Readonly<Record<MadeByForm, readonly Field[]>> = {
  tutoring_topic: [line('subject'), text('question')],
  topic: [
    line('title'),
    choice('kind', 'question', 'discussion', 'announcement', 'task'),
    text('body', false),
    line('tags', false),
  ],
  learning_topic: [line('topic'), text('summary'), text('objectives'), text('checks', false)],
  learning_discuss: [
    text('prompt'),
    choice('mode', 'post_before_see', 'open'),
    choice('anonymity', 'named', 'peer_anonymous'),
    number('window_minutes', 1, 40_320),
    number('minimum_posts', 0, 20),
  ],
}

const FOR_STAFF: readonly MadeByForm[] = ['learning_topic', 'learning_discuss']

export const mayMake = (type: MadeByForm, me: Me | undefined): boolean =>
  me !== undefined && (isStaff(me.role) || !FOR_STAFF.includes(type))

/** The data of a card, from a form of {@link NEW_CARD_FIELDS}. */
export const dataOf = (input: Readonly<Record<string, unknown>>): Record<string, unknown> => {
  const { tags, objectives, checks, ...data } = input
  return {
    ...data,
    ...(typeof tags === 'string' && { tags: parts(tags, ',') }),
    ...(typeof objectives === 'string' && { objectives: parts(objectives, '\n').slice(0, 10) }),
    ...(typeof checks === 'string' && { checks: checksOf(checks) }),
  }
}

const parts = (value: string, separator: string): string[] =>
  value
    .split(separator)
    .map((part) => part.trim())
    .filter(Boolean)

/**
 * A question, then its options on a line each, the right one with a star; an empty line between two questions.
 */
const checksOf = (value: string) =>
  value
    .split(/\n\s*\n/)
    .map((block) => parts(block, '\n'))
    .filter((lines) => lines.length > 2)
    .map(([question = '', ...options]) => ({
      question,
      options: options.slice(0, 8).map((option) => option.replace(/^\*\s*/, '')),
      answer: Math.max(
        0,
        options.findIndex((option) => option.startsWith('*')),
      ),
    }))
