import * as z from 'zod/mini'
import { isBlank, isVisible, toVisibleLine } from './visible.ts'

/** Unicode code points, as JSON Schema's `maxLength` and a reader count them. */
export const countChars = (text: string): number => {
  let count = 0
  for (const _ of text) count++
  return count
}

/** Some engines cannot store NUL and lone surrogates, so they are removed at the border. */
const clean = (text: string): string => text.replaceAll('\u0000', '').toWellFormed()

const withinChars = (max: number) =>
  z.refine<string>((text) => text.length <= max || countChars(text) <= max, {
    error: `must have at most ${max} characters`,
    params: { limit: max },
  })

/** Text of at most `max` characters, kept as typed except unstorable characters. */
export const text = (max: number) =>
  z.string().check(z.overwrite(clean), withinChars(max), z.meta({ maxLength: max }))

/** Text with at least one character that a reader sees. */
export const filledText = (max: number) =>
  z.string().check(
    z.overwrite(clean),
    z.refine((value) => !isBlank(value), { error: 'must not be empty' }),
    withinChars(max),
    z.meta({ minLength: 1, maxLength: max }),
  )

/** One line such as a name or a title: in normal form C, and without characters that nobody sees. */
export const line = (max: number) =>
  z.string().check(
    z.overwrite((value) => toVisibleLine(clean(value))),
    z.refine(isVisible, { error: 'must not be empty' }),
    withinChars(max),
    z.meta({ minLength: 1, maxLength: max }),
  )
