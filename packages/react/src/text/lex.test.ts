import { Lexer, type Token } from 'marked'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { GrowingText, lex } from './lex.ts'

afterEach(() => vi.restoreAllMocks())

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
    const read = vi.spyOn(Lexer.prototype, 'lex')
    const texts = Array.from({ length: 100 }, (_, index) => `Message ${index} with **bold** and $x_${index}$`)
    const first = texts.map(lex)
    expect(texts.map(lex)).toEqual(first)
    expect(read).toHaveBeenCalledTimes(100)
    expect(lex(texts[0] ?? '')).toBe(first[0])
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
    const read = vi.spyOn(Lexer.prototype, 'lex')
    const after = growing.read(`${text}four`)
    expect(after.slice(0, 290)).toEqual(before.slice(0, 290))
    expect(after[280]).toBe(before[280])
    expect(read.mock.calls.map(([tail]) => tail)).toEqual(['two\n\nthree\n\nfour'])
  })

  test('whose links are defined elsewhere is lexed as a whole', () => {
    const growing = new GrowingText()
    growing.read('[see][1]\n\nmore\n\nand more\n\n')
    const text = '[see][1]\n\nmore\n\nand more\n\n[1]: https://lectern.example'
    expect(bare(growing.read(text))).toEqual(bare(lex(text)))
  })
})
