import fc from 'fast-check'
import { expect, test } from 'vitest'
import { drawRuns } from '../../../../../scripts/drawn.ts'
import { readHeading } from './headings.ts'

/** The rule in one expression, which takes quadratic time on a line of marks. */
const RULE = /^ {0,3}(#{1,6})[ \t]+(.+?)[ \t]*#*$/

test('a heading is read without its marks', () => {
  expect(readHeading('## The square ##')).toEqual({ level: 2, heading: 'The square' })
  expect(readHeading('#hashtag')).toBeUndefined()
  fc.assert(
    fc.property(fc.array(fc.constantFrom('#', ' ', '\t', 'a', '\r'), { maxLength: 12 }), (marks) => {
      const line = marks.join('')
      const [, level, heading] = RULE.exec(line) ?? []
      expect(readHeading(line)).toEqual(level && { level: level.length, heading })
    }),
    drawRuns(300),
  )
})

test('S8 a long heading is not repeated whole in every passage below it', () => {
  expect(readHeading(`# ${'a'.repeat(100_000)}`)?.heading).toBe(`${'a'.repeat(299)}…`)
})
