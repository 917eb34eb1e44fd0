// Ranks former questions by their likeness to a text in progress, on the thread that serves everybody: in slices
// between which others have their turn, and with a limit for all of it that no text can exceed.
import { nextTurn } from '../../platform/next-turn.ts'
import { nearness, readWording, type Effort, type Wording } from './likeness.ts'

/** Characters to read for comparing in one request; what is left then is not compared. Ordinary ones need a quarter. */
export const MOST_CHARS = 200_000
/** Characters before the next turn: about a millisecond. */
export const SLICE_CHARS = 10_000
/** Finding the words of a text takes so many times as long as comparing them. */
const READING = 2

export interface Asked {
  id: string
  changed_seq: number
  /** The beginning of the question. */
  beginning: string
}

/** The words of the questions that were compared lately. */
export class Wordings {
  readonly #limit: number
  readonly #known = new Map<string, { changed_seq: number; wording: Wording }>()

  constructor(limit: number) {
    this.#limit = limit
  }

  of({ id, changed_seq, beginning }: Asked, effort: Effort): Wording {
    const known = this.#known.get(id)
    this.#known.delete(id)
    const isFresh = known?.changed_seq === changed_seq
    if (!isFresh) effort.chars += READING * beginning.length
    const wording = isFresh ? known.wording : readWording(beginning)
    this.#known.set(id, { changed_seq, wording })
    const [oldest] = this.#known.keys()
    if (this.#known.size > this.#limit && oldest !== undefined) this.#known.delete(oldest)
    return wording
  }
}

export type Ranked<T> = T & { near: number }

/** Those that are near, the nearest first. `asked` has the latest first, which are compared first. */
export const rankQuestions = async <T extends Asked>(
  written: string,
  asked: readonly T[],
  wordings: Wordings,
  pause: () => Promise<void> = nextTurn,
): Promise<{ ranked: Ranked<T>[]; chars: number }> => {
  const wording = readWording(written)
  const ranked: Ranked<T>[] = []
  const compared = { chars: 0 }
  const slice = { chars: 0 }
  for (const each of asked) {
    if (compared.chars >= MOST_CHARS) break
    const effort = { chars: 0 }
    const other = wordings.of(each, slice)
    const near = nearness(wording, other, effort)
    if (near > 0) ranked.push({ ...each, near })
    compared.chars += effort.chars
    slice.chars += effort.chars
    if (slice.chars < SLICE_CHARS) continue
    slice.chars = 0
    await pause()
  }
  return { ranked: ranked.sort((a, b) => b.near - a.near), chars: compared.chars }
}
