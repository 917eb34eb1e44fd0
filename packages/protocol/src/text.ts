import * as z from 'zod/mini'
import { isBlank, isVisible, toVisibleLine } from './visible.ts'

/** Unicode code points, as JSON Schema's `maxLength` and a reader count them. */
export const countChars = (text: string): number => {
  let count = 0
  for (const _ of text) count++
  return count
}

/** Control characters besides tabs and the ends of lines and pages: nobody sees them, and some engines cannot store NUL. */
// oxlint-disable-next-line no-control-regex -- these are the characters to remove
const UNSEEN = /[\u0000-\u0008\u000B\u000E-\u001F\u007F-\u009F]/g

/**
 * The one door for text that is stored, whoever wrote it: a person, a language model, or a file. Without control characters
 * and halves of characters.
 */
export const toStorable = (text: string): string => text.replace(UNSEEN, '').toWellFormed()

const withinChars = (max: number) =>
  z.refine<string>((text) => text.length <= max || countChars(text) <= max, {
    error: `must have at most ${max} characters`,
    params: { limit: max },
  })

/** Text of at most `max` characters, kept as typed except unstorable characters. */
export const text = (max: number) =>
  z.string().check(z.overwrite(toStorable), withinChars(max), z.meta({ maxLength: max }))

/** Text with at least one character that a reader sees. */
export const filledText = (max: number) =>
  z.string().check(
    z.overwrite(toStorable),
    z.refine((value) => !isBlank(value), { error: 'must not be empty' }),
    withinChars(max),
    z.meta({ minLength: 1, maxLength: max }),
  )

/** One line such as a name or a title: in normal form C, and without characters that nobody sees. */
export const line = (max: number) =>
  z.string().check(
    // Here a control character is a blank.
    z.overwrite((value) => toVisibleLine(value.replaceAll('\u0000', '').toWellFormed())),
    z.refine(isVisible, { error: 'must not be empty' }),
    withinChars(max),
    z.meta({ minLength: 1, maxLength: max }),
  )
