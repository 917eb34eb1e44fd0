import type { Token } from 'marked'
import { describe, expect, test } from 'vitest'
import { GrowingText, lex } from './lex.ts'

const ANSWER = `To solve $x^2 = 4$ take the root:

$$
x = \\pm 2
$$

1. First *this*
2. then that

   with a paragraph

3. and that

| a | b |
|---|---|
| 1 | 2 |

\`\`\`python
print(1)
\`\`\`

> quoted
lazily

Title
===

- [x] done
- open`

const bare = (tokens: readonly Token[]): unknown =>
  JSON.parse(JSON.stringify(tokens, (key, value: unknown) => (key === 'links' ? undefined : value)))

describe('a text', () => {
  test('is lexed once, however often its row comes back', () => {
    const texts = Array.from({ length: 100 }, (_, index) => `Message ${index} with **bold** and $x_${index}$`)
    const first = texts.map(lex)
    expect(texts.every((text, index) => lex(text) === first[index])).toBe(true)
  })

  test('that grows is lexed as if it had come at once', () => {
    const growing = new GrowingText()
    for (let length = 1; length <= ANSWER.length; length++) growing.read(ANSWER.slice(0, length))
    expect(bare(growing.read(ANSWER))).toEqual(bare(lex(ANSWER)))
  })

  test('that grows keeps the tokens of its finished blocks and lexes only its end', () => {
    const growing = new GrowingText()
    const text = 'one\n\ntwo\n\nthree\n\n'.repeat(50)
    const before = growing.read(text)
    const after = growing.read(`${text}four`)
    const isSame = after.map((token, index) => token === before[index])
    // The last two blocks and the spaces around them are new.
    expect(isSame.lastIndexOf(true)).toBe(before.length - 5)
    expect(isSame.slice(0, before.length - 4).every(Boolean)).toBe(true)
  })

  test('whose fence of tildes ends late is lexed as a whole', () => {
    const growing = new GrowingText()
    growing.read('~~~\nsee\n\nmore\n\nand more\n\n')
    const text = '~~~\nsee\n\nmore\n\nand more\n\n~~~'
    expect(bare(growing.read(text))).toEqual(bare(lex(text)))
  })

  test.each([ANSWER, '- a\n\n\n\t- b\r\nc', '> a\n>\n\n```x\ny', '', '\n\n a \n'])(
    '%j is the raw texts of its tokens together',
    (text) => {
      const raw = lex(text).map((token) => token.raw)
      expect(raw.join('')).toBe(text.replaceAll('\r\n', '\n'))
    },
  )
})
