import { expect, test } from 'vitest'
import { COMPARED_CHARS } from './likeness.ts'
import { MOST_CHARS, rankQuestions, SLICE_CHARS, Wordings } from './rank-questions.ts'

const TYPED = 'how do we complete the square of quadratic equations with fractions'
const LONG = 19_990

/** Words that begin alike and are nearly as long: every one may be the other, mistyped. */
const alike = (length: number, seed: number) =>
  Array.from({ length: Math.ceil(length / 11) }, (_, at) => `square${(at * 7 + seed) % 97}ab`)
    .join(' ')
    .slice(0, length)

const NASTY: Record<string, [written: string, question: (at: number) => string]> = {
  'long questions in words': [TYPED, (at) => `${at} Can someone explain completing squares? `.repeat(500)],
  'words that are all nearly the same': [alike(300, 1), (at) => alike(LONG, at)],
  'two words without an end': [
    `${'a'.repeat(290)} ${'b'.repeat(290)}`,
    (at) => `${'a'.repeat(291)} ${'b'.repeat(288)}${at}`,
  ],
  'a script without spaces': [
    '二次方程式を平方完成する方法'.repeat(20),
    (at) => `${at}二次方程式の解き方`.repeat(900),
  ],
  'letters alone': ['a b c d e f g h i j k l m', () => 'a b c d e f g h i j k l m '.repeat(700)],
}

const questions = (count: number, question: (at: number) => string) =>
  Array.from({ length: count }, (_, at) => ({ id: String(at), changed_seq: 1, beginning: question(at) }))

const measure = async (
  written: string,
  asked: ReturnType<typeof questions>,
  wordings = new Wordings(1_000),
) => {
  let pauses = 0
  const pause = () => Promise.resolve(void pauses++)
  const { ranked, chars } = await rankQuestions(written, asked, wordings, pause)
  return { ranked, chars, pauses }
}

/** What one question may add after the limit is nearly reached: its terms with all words, there and back. */
const ONE_QUESTION = 24 * 2 * COMPARED_CHARS

test.each(Object.entries(NASTY))('S7 %s: the work has a limit, in slices', async (_, [written, question]) => {
  for (const count of [300, 10_000]) {
    const { chars, pauses } = await measure(written, questions(count, question))
    expect(chars).toBeLessThanOrEqual(MOST_CHARS + ONE_QUESTION)
    expect(pauses).toBeGreaterThanOrEqual(Math.floor(chars / (SLICE_CHARS + ONE_QUESTION)))
  }
})

test('S7 a question of 19,990 characters takes as much as its beginning', async () => {
  const long = await measure(
    TYPED,
    questions(300, (at) => `${at} How do I complete squares? `.repeat(700)),
  )
  const begun = await measure(
    TYPED,
    questions(300, (at) => `${at} How do I complete squares? `.repeat(700).slice(0, COMPARED_CHARS)),
  )
  expect(long.chars).toBe(begun.chars)
})

test('S7 three hundred ordinary questions stay far below the limit, and all are compared', async () => {
  const asked = questions(
    300,
    (at) => `How do we solve number ${at} of the worksheet on quadratic equations?`,
  )
  const { chars, ranked } = await measure('how do we solve the worksheet on quadratic equations', asked)
  expect(chars).toBeLessThan(MOST_CHARS / 4)
  expect(ranked).toHaveLength(300)
})

test('a question is read again only when it has changed', async () => {
  const wordings = new Wordings(2)
  const ask = (beginning: string, changed_seq: number) =>
    measure('when is the homework due', [{ id: 'a', changed_seq, beginning }], wordings)
  expect((await ask('When is the homework due?', 1)).ranked).toHaveLength(1)
  expect((await ask('unread, because nothing has changed', 1)).ranked).toHaveLength(1)
  expect((await ask('What is the chain rule?', 2)).ranked).toHaveLength(0)
})
