// Looks a message up in the material: only what asks is looked for, with what is said of the matter; if that finds little,
// sentence by sentence, and the one that finds most counts. What it found answers, or is only the nearest.
import type { FoundPassage } from '../documents/find-passages.ts'
import { isSpaceless } from '../../platform/words.ts'
import type { KindOfMessage } from './kinds/kind-of.ts'
import { askedPart } from './kinds/asked-part.ts'

/** A passage that covers less of the question has nothing to do with it. */
const NEAR = 0.3
/** So much of the question, by weight, stands in two neighbouring sentences of what answers it. */
const ANSWERS = 0.52
/** Pairs of characters occur by chance more often than words. */
const ANSWERS_SPACELESS = 0.6
/** Each is a search. */
const MOST_SENTENCES = 4

export interface LookedUp {
  passages: FoundPassage[]
  /** They may not answer it. */
  isNear: boolean
}

/** A whole message that finds this much is not taken apart. */
const ENOUGH = 0.45

export const lookUp = async (
  { asking, stating }: Pick<KindOfMessage, 'asking' | 'stating'>,
  find: (question: string) => Promise<FoundPassage[]>,
): Promise<LookedUp> => {
  const asked = [...new Set(asking.map(askedPart))]
  const longest = asked.toSorted((a, b) => b.length - a.length).slice(0, MOST_SENTENCES)
  const whole = [...stating, ...asked].join('\n')
  let best: { passages: FoundPassage[]; relevance: number; sentence: string } | undefined
  for (const sentence of new Set([whole, ...longest])) {
    const passages = (await find(sentence)).filter(({ relevance }) => relevance >= NEAR)
    const relevance = Math.max(0, ...passages.map((each) => each.relevance))
    if (!best || relevance > best.relevance) best = { passages, relevance, sentence }
    if (sentence === whole && relevance >= ENOUGH) break
  }
  const { passages = [], sentence = '' } = best ?? {}
  const together = passages[0]?.together ?? 0
  return { passages, isNear: together < (isSpaceless(sentence) ? ANSWERS_SPACELESS : ANSWERS) }
}
