import { hash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { drawRuns } from '../../../../../scripts/drawn.ts'
import { splitPassages } from './split-passages.ts'

const texts = (content: string, format: 'markdown' | 'text' = 'markdown') =>
  splitPassages(content, format).map(({ text }) => text)
const sentence = 'Halve the coefficient of x and square what you get. '

describe('a document in passages', () => {
  it('has the headings above each, and not in it', () => {
    const content =
      '# Squares\n\nIntroduction.\n\n## Steps\n\nHalve it.\n\n### Check\n\nMultiply.\n\n## Mistakes\n\nSigns.'
    expect(splitPassages(content, 'markdown').map(({ text, headings }) => [text, headings])).toEqual([
      ['Introduction.', ['Squares']],
      ['Halve it.', ['Squares', 'Steps']],
      ['Multiply.', ['Squares', 'Steps', 'Check']],
      ['Signs.', ['Squares', 'Mistakes']],
    ])
  })

  it('keeps paragraphs together up to 800 characters', () => {
    const paragraph = sentence.repeat(5).trim()
    expect(texts([paragraph, paragraph, paragraph, paragraph].join('\n\n'))).toEqual([
      `${paragraph}\n\n${paragraph}\n\n${paragraph}`,
      paragraph,
    ])
  })

  it('cuts a long passage at the end of a sentence', () => {
    const [first = '', ...others] = texts(sentence.repeat(40).trim())
    expect(others.length).toBeGreaterThan(1)
    expect(first).toMatch(/you get\.$/)
    expect([first, ...others].join(' ')).toBe(sentence.repeat(40).trim())
  })

  it('does not confuse comments in code and empty lines in formulas with structure', () => {
    const code = '```python\n# not a heading\n\nprint(1)\n```'
    const formula = '$$\na\n\n= b\n$$'
    expect(texts(`${code}\n\n${formula}\n\n# Heading\n\nText`)).toEqual([`${code}\n\n${formula}`, 'Text'])
  })

  it('has no headings in plain text', () => {
    expect(texts('# not a heading\n\nText', 'text')).toEqual(['# not a heading\n\nText'])
  })

  it('never splits a character, and spans give the place of the text', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('😀', 'é', '字。', ' ', '\n', '\n\n', '# a\n', 'word '), { maxLength: 900 }),
        (parts) => {
          const content = parts.join('')
          let last = 0
          for (const { span, text } of splitPassages(content, 'markdown')) {
            expect(text).toBe(content.slice(span.start, span.end))
            expect(text.isWellFormed()).toBe(true)
            expect(text.length).toBeLessThanOrEqual(1_000)
            expect(span.sha256).toBe(hash('sha256', text))
            expect(span.start).toBeGreaterThanOrEqual(last)
            last = span.end
          }
        },
      ),
      drawRuns(60),
    )
  })
})
