/** A piece of a text beside an earlier one. */
export interface Piece {
  text: string
  is: 'kept' | 'new' | 'gone'
}

/** Beyond so many words on each side only the whole is compared: the table grows with their product. */
const MAX_WORDS = 400

/** What became of a text, word by word: the longest row of words both have is kept (LCS). */
export const changedWords = (before: string, after: string): readonly Piece[] => {
  const [a, b] = [wordsOf(before), wordsOf(after)]
  if (a.length > MAX_WORDS || b.length > MAX_WORDS)
    return [
      { text: before, is: 'gone' },
      { text: after, is: 'new' },
    ]
  return joined(walk(a, b, lengths(a, b)))
}

/** Words with the white space after them. */
const wordsOf = (text: string): string[] => text.match(/\S+\s*|\s+/gu) ?? []

/** `table[i][j]`: how many words the texts from word `i` and from word `j` on have in common. */
const lengths = (a: readonly string[], b: readonly string[]): readonly Uint16Array[] => {
  const table = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1))
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      const value =
        a[i] === b[j] ? at(table, i + 1, j + 1) + 1 : Math.max(at(table, i + 1, j), at(table, i, j + 1))
      table[i]?.fill(value, j, j + 1)
    }
  }
  return table
}

const at = (table: readonly Uint16Array[], i: number, j: number): number => table[i]?.[j] ?? 0

const walk = (a: readonly string[], b: readonly string[], table: readonly Uint16Array[]): Piece[] => {
  const pieces: Piece[] = []
  let [i, j] = [0, 0]
  while (i < a.length || j < b.length) {
    const [old = '', fresh = ''] = [a[i], b[j]]
    if (i < a.length && j < b.length && old === fresh) {
      pieces.push({ text: old, is: 'kept' })
      i++
      j++
    } else if (j >= b.length || (i < a.length && at(table, i + 1, j) >= at(table, i, j + 1))) {
      pieces.push({ text: old, is: 'gone' })
      i++
    } else {
      pieces.push({ text: fresh, is: 'new' })
      j++
    }
  }
  return pieces
}

/** Neighbours that fared alike are one piece. */
const joined = (pieces: readonly Piece[]): Piece[] => {
  const result: Piece[] = []
  for (const { text, is } of pieces) {
    const last = result.at(-1)
    if (last?.is === is) last.text += text
    else result.push({ text, is })
  }
  return result
}
