import { describe, expect, test } from 'vitest'
import { altIn, imageText, withAlt, withoutImage } from './image-text.ts'

const ID = '01890000-0000-7000-8000-000000000001'
const OTHER = '01890000-0000-7000-8000-000000000002'

describe('an image in a text', () => {
  test.each(['', 'A parabola', 'the interval [0, 1]', 'x$&y $1'])('says that it shows “%s”', (alt) => {
    expect(altIn(`Before ${imageText(ID, alt)} behind`, ID)).toBe(alt)
  })

  test('gets another alternative text, and no other image does', () => {
    const text = `${imageText(ID)}\n\n${imageText(OTHER, 'A line')}`
    const described = withAlt(text, ID, 'Two\nlines\\')
    expect(described).toBe(`![Two lines](attachment:${ID})\n\n![A line](attachment:${OTHER})`)
    expect(withAlt(described, ID, '')).toBe(text)
  })

  test('goes with its empty line', () => {
    expect(withoutImage(`One\n\n${imageText(ID, '[x]')}\n\nTwo ${imageText(OTHER)}`, ID)).toBe(
      `One\n\nTwo ${imageText(OTHER)}`,
    )
    expect(withoutImage(`One ${imageText(ID)} two`, ID)).toBe('One  two')
  })
})
