// The differences between two texts, word by word, with the fewest changes (E. W. Myers, 1986).
import { wordPieces } from '../core/word-pieces.ts'

export interface Piece {
  is: 'same' | 'added' | 'removed'
  text: string
}

/** A comparison with more differing words shows nothing useful. */
const MAX_STEPS = 1_500

/** Undefined when the two have too little in common. */
export const diffWords = (before: string, after: string): readonly Piece[] | undefined => {
  const a = wordPieces(before)
  const b = wordPieces(after)
  const head = commonHead(a, b)
  const tail = commonTail(a.slice(head), b.slice(head))
  const middle = diff(a.slice(head, a.length - tail), b.slice(head, b.length - tail))
  if (!middle) return undefined
  const same = (words: string[]): Piece[] => words.map((text) => ({ is: 'same', text }))
  return joinPieces([...same(a.slice(0, head)), ...middle, ...same(a.slice(a.length - tail))])
}

const commonHead = (a: string[], b: string[]): number => {
  let length = 0
  while (length < Math.min(a.length, b.length) && a[length] === b[length]) length++
  return length
}

const commonTail = (a: string[], b: string[]): number => {
  let length = 0
  while (length < Math.min(a.length, b.length) && a.at(-1 - length) === b.at(-1 - length)) length++
  return length
}

const diff = (a: string[], b: string[]): Piece[] | undefined => {
  const trace = furthest(a, b)
  return trace && tracePieces(a, b, trace)
}

/** For each number of steps, the furthest point in `a` on each diagonal. */
const furthest = (a: string[], b: string[]): Map<number, number>[] | undefined => {
  const trace: Map<number, number>[] = []
  let reach = new Map([[1, 0]])
  for (let steps = 0; steps <= Math.min(a.length + b.length, MAX_STEPS); steps++) {
    const next = new Map<number, number>()
    for (let diagonal = -steps; diagonal <= steps; diagonal += 2) {
      let x = isDown(reach, diagonal, steps) ? at(reach, diagonal + 1) : at(reach, diagonal - 1) + 1
      while (x < a.length && x - diagonal < b.length && a[x] === b[x - diagonal]) x++
      next.set(diagonal, x)
      if (x >= a.length && x - diagonal >= b.length) return [...trace, reach]
    }
    trace.push(reach)
    reach = next
  }
  return undefined
}

const at = (reach: Map<number, number>, diagonal: number): number => reach.get(diagonal) ?? -1

const isDown = (reach: Map<number, number>, diagonal: number, steps: number): boolean =>
  diagonal === -steps || (diagonal !== steps && at(reach, diagonal - 1) < at(reach, diagonal + 1))

const tracePieces = (a: string[], b: string[], trace: Map<number, number>[]): Piece[] => {
  const pieces: Piece[] = []
  let x = a.length
  let y = b.length
  for (let steps = trace.length - 1; steps >= 0; steps--) {
    const reach = trace[steps] ?? new Map<number, number>()
    const down = isDown(reach, x - y, steps)
    const fromX = at(reach, down ? x - y + 1 : x - y - 1)
    const fromY = fromX - (down ? x - y + 1 : x - y - 1)
    while (x > fromX && y > fromY && x > 0 && y > 0) {
      pieces.push({ is: 'same', text: a[--x] ?? '' })
      y--
    }
    if (steps === 0) break
    if (down) pieces.push({ is: 'added', text: b[--y] ?? '' })
    else pieces.push({ is: 'removed', text: a[--x] ?? '' })
  }
  return pieces.reverse()
}

const joinPieces = (pieces: readonly Piece[]): Piece[] => {
  const runs: Piece[] = []
  for (const { is, text } of pieces) {
    const last = runs.at(-1)
    if (last?.is === is) last.text += text
    else runs.push({ is, text })
  }
  return runs
}
