import { expect, test } from 'vitest'
import { BuiltInModel } from './built-in-model.ts'
import { kindOf } from './kinds/kind-of.ts'
import type { ModelRequest, Source } from './model.ts'
import { unwrap } from './unwrap.ts'

const source = (number: number, title: string, excerpt: string, headings: string[] = [title]): Source => ({
  number,
  document_id: `0195b2f0-0000-7000-8000-00000000000${number}`,
  version: 1,
  title,
  headings,
  span: { start: 0, end: excerpt.length, sha256: '0'.repeat(64) },
  excerpt,
})

const SQUARE = source(
  1,
  'Completing the square',
  '1. Divide by $a$.\n2. Halve the coefficient of $x$ and square the result.',
  ['Completing the square', 'In four steps'],
)

const answer = async (question: string, more: Partial<ModelRequest> = {}) => {
  const { kind, lang } = kindOf(question)
  const request = {
    question,
    kind,
    lang,
    history: [],
    passages: [],
    vouched: [],
    mode: 'explain' as const,
    staff_read: false,
    ...more,
  }
  let text = ''
  const cited: number[] = []
  let unanswered = false
  for await (const piece of new BuiltInModel().answer(request)) {
    if (piece.type === 'text') text += piece.text
    else if (piece.type === 'citation') cited.push(piece.number)
    else unanswered = true
  }
  return { text, cited, unanswered }
}

test('it quotes the passages it found, with their place and a citation', async () => {
  const { text, cited } = await answer('how do I complete the square?', { passages: [SQUARE] })
  expect(text).toMatch(/^This is what the course material says:/)
  expect(text).toContain('**Completing the square** › In four steps')
  expect(text).toContain('> 2. Halve the coefficient of $x$ and square the result.')
  expect(cited).toEqual([1])
})

test('it answers in the language of the question', async () => {
  const { text } = await answer('Wie geht die quadratische Ergänzung?', { passages: [SQUARE] })
  expect(text).toMatch(/^Das sagen die Unterlagen/)
  expect((await answer('Was ist ein Apfel?')).text).toContain('nichts gefunden')
})

test('hints say where to read, and quote nothing', async () => {
  const { text, cited } = await answer('how do I complete the square?', { passages: [SQUARE], mode: 'hints' })
  expect(text).toContain('**Completing the square**, the part “In four steps”')
  expect(text).not.toContain('Halve')
  expect(cited).toEqual([1])
})

test('hints ask a guiding question, in the words of the question', async () => {
  const question = 'Why halve the coefficient?'
  const { text } = await answer(question, { passages: [SQUARE], mode: 'hints' })
  expect(text).toContain('what is said there about “coefficient” and “halve”')
  expect(text).not.toContain('square the result')
})

test('hints name an earlier question, and not its answer', async () => {
  const vouched = [
    { message_id: '1', author: 'Ada', content: 'Bring a pen.', question: 'What to bring to the exam?' },
  ]
  const { text, unanswered } = await answer('what to bring to the exam', { vouched, mode: 'hints' })
  expect(text).toContain('the answered question “What to bring to the exam?”, to which Ada replied')
  expect(text).not.toContain('pen')
  expect(unanswered).toBe(false)
})

test('explain quotes the relevant parts, full quotes whole passages and more of them', async () => {
  const filler = 'Something else entirely is told here. '.repeat(30).trim()
  const long = (number: number) =>
    source(number, `Parabola ${number}`, `${filler}\n\nThe vertex is at $(p, q)$.`)
  const passages = [long(1), long(2), long(3)]
  const explained = await answer('where is the vertex', { passages, mode: 'explain' })
  expect(explained.cited).toEqual([1, 2])
  expect(explained.text).toContain('The vertex is at')
  expect(explained.text).not.toContain('Something else')
  const full = await answer('where is the vertex', { passages, mode: 'full' })
  expect(full.cited).toEqual([1, 2, 3])
  expect(full.text).toContain('Something else')
})

test('questions without passages are left to people', async () => {
  const { text, unanswered } = await answer('Who won the cup?')
  expect(text).toMatch(/I would rather not guess\..*shall I pass your question on\?$/)
  expect(unanswered).toBe(true)
  const passed = await answer('Who won the cup?', { staff_read: true })
  expect(passed.text).toMatch(/I would rather not guess\..*I have passed your question on\.$/)
})

test('endorsed answers come first', async () => {
  const vouched = [
    { message_id: '1', author: 'Ada', content: 'Bring a pen.', question: 'What to bring to the exam?' },
    { message_id: '2', author: 'Ada', content: 'It is on Friday.', question: 'When is the exam?' },
  ]
  const { text, unanswered } = await answer('what should I bring to the exam', { vouched })
  expect(text).toMatch(/^Ada has answered this here before:\n\n> Bring a pen\./)
  expect(text).not.toContain('Friday')
  expect(unanswered).toBe(false)
})

test('a greeting and thanks are answered as such', async () => {
  expect((await answer('Hi!')).text).toMatch(/^Hello!/)
  expect((await answer('vielen Dank')).text).toMatch(/^Gern/)
  expect((await answer('')).text).toContain('only read text')
})

test('from a long passage it quotes the relevant part, and a list with its introduction', async () => {
  const filler = 'Something else entirely is told here. '.repeat(12).trim()
  const excerpt = `${filler}\n\nTo find the vertex:\n\n- read off $p$\n- read off $q$\n\n${filler}`
  const { text } = await answer('where is the vertex', { passages: [source(1, 'Parabola', excerpt)] })
  expect(text).toContain('> To find the vertex:\n> \n> - read off $p$\n> - read off $q$')
})

test('irrelevant passages are left out', async () => {
  const passages = [SQUARE, source(2, 'Fractions', 'Cancel what can be cancelled, step by step.')]
  const { cited } = await answer('complete the square step by step', { passages })
  expect(cited).toEqual([1])
})

test('lines that an editor wrapped are joined, others stay', () => {
  expect(unwrap('one\ntwo\n\n- a\n  b\n- c\n\n$$\nx\ny\n$$\n\n```\nf\ng\n```\nend\nof it')).toBe(
    'one two\n\n- a b\n- c\n\n$$\nx\ny\n$$\n\n```\nf\ng\n```\nend of it',
  )
})
