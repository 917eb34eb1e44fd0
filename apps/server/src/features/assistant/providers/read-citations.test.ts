import { describe, expect, it } from 'vitest'
import { readCitations } from './read-citations.ts'

const numbers = new Set([1, 2, 12])
async function* each(texts: readonly string[]): AsyncGenerator<string> {
  yield* texts
}
/** The pieces, with citations as `{1}`. */
const read = async (...texts: string[]): Promise<string> => {
  let said = ''
  for await (const piece of readCitations(each(texts), numbers))
    said += piece.type === 'text' ? piece.text : piece.type === 'citation' ? `{${piece.number}}` : '{?}'
  return said
}

describe('the numbers in an answer', () => {
  it('name their source', async () => {
    expect(await read('Halve it [1]. Then square it [2][12].')).toBe('Halve it{1}. Then square it{2}{12}.')
    expect(await read('Both [1, 2].')).toBe('Both{1}{2}.')
    expect(await read('Attached[1] to a word')).toBe('Attached{1} to a word')
  })

  it('are understood wherever the pieces are cut', async () => {
    const text = 'Halve `a` it [1, 2] and `x[1]`, then [12].\n\n```\nb[2] [1]\n```\nDone [2]'
    const whole = await read(text)
    expect(whole).toBe('Halve `a` it{1}{2} and `x[1]`, then{12}.\n\n```\nb[2] [1]\n```\nDone{2}')
    for (let cut = 1; cut < text.length; cut++)
      expect(await read(text.slice(0, cut), text.slice(cut))).toBe(whole)
    expect(await read(...text)).toBe(whole)
  })

  it('without a source are dropped', async () => {
    expect(await read('Surely [3]. Or [1, 99].')).toBe('Surely. Or{1}.')
  })

  it('are left alone in code and after a name', async () => {
    expect(await read('Take `list[1]` or a[1] or row_2[1].')).toBe('Take `list[1]` or a[1] or row_2[1].')
    expect(await read('~ a ` alone.\n\nNew paragraph [1]')).toBe('~ a ` alone.\n\nNew paragraph{1}')
  })

  it('may be a question for people', async () => {
    expect(await read('I do not know. [', '?]')).toBe('I do not know.{?}')
  })

  it('are not confused with other brackets', async () => {
    expect(await read('[x] [ ] [1', ' ] [a1] [1')).toBe('[x] [ ]{1} [a1] [1')
  })
})
