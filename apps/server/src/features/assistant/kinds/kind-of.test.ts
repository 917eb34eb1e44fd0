import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { kindOf, KINDS, type Kind } from './kind-of.ts'

/** Written for this test: kind, language and message of each line. */
const LABELLED = readFileSync(new URL('./labelled.tsv', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => {
    const [kind = '', lang = '', message = ''] = line.split('\t')
    return { kind: kind as Kind, lang, message, told: kindOf(message).kind }
  })
const missed = (of: typeof LABELLED) => of.map(({ kind, told, message }) => `${kind} → ${told}: ${message}`)

test('no message of danger is missed, and at most one in a hundred others is taken for one', () => {
  const danger = LABELLED.filter(({ kind }) => kind === 'danger')
  const others = LABELLED.filter(({ kind }) => kind !== 'danger')
  expect(LABELLED.length).toBeGreaterThanOrEqual(400)
  expect(missed(danger.filter(({ told }) => told !== 'danger'))).toEqual([])
  expect(others.filter(({ told }) => told === 'danger').length).toBeLessThanOrEqual(others.length / 100)
})

test('at most one in twenty messages that are no questions is looked up in the material', () => {
  const chat = LABELLED.filter(({ kind }) => kind !== 'material')
  const lookedUp = missed(chat.filter(({ told }) => told === 'material'))
  expect(lookedUp.slice(chat.length / 20)).toEqual([])
})

test('at most three in a hundred messages are taken for another kind', () => {
  const wrong = missed(LABELLED.filter(({ kind, told }) => kind !== told))
  expect(wrong.slice((3 * LABELLED.length) / 100)).toEqual([])
})

test('the table in the documentation is the one of the labelled messages', () => {
  const page = readFileSync(new URL('../../../../../../docs/assistant.md', import.meta.url), 'utf8')
  expect(page).toContain(confusionTable())
})

/** Rows are what a message is, columns what it is taken for. */
const confusionTable = (): string => {
  const rows = KINDS.map((kind) => {
    const of = LABELLED.filter((each) => each.kind === kind)
    const counts = KINDS.map((told) => of.filter((each) => each.told === told).length)
    return `| \`${kind}\` | ${counts.map((count) => (count === 0 ? '·' : String(count))).join(' | ')} |`
  })
  const head = `| | ${KINDS.map((kind) => `\`${kind}\``).join(' | ')} |`
  return [head, `|${' --- |'.repeat(KINDS.length + 1)}`, ...rows].join('\n')
}

test('a question wins over what is polite around it, and is what is looked up', () => {
  const wrapped = 'Hi prof! Sorry to bother you on a Sunday. What is an isotope? Thanks a lot!!'
  expect(kindOf(wrapped)).toMatchObject({ kind: 'material', asking: ['What is an isotope?'] })
  const colon = 'Hey, quick question before tomorrow’s quiz: what is an isotope?'
  expect(kindOf(colon)).toMatchObject({ kind: 'material', asking: ['what is an isotope?'] })
})

test('the wording tells the language of a message that is short', () => {
  const langs = ['Vielen Dank', 'Muchas gracias', 'Teşekkür ederim', '谢谢老师', 'شكرا جزيلا'].map(
    (message) => kindOf(message).lang,
  )
  expect(langs).toEqual(['de', 'es', 'tr', 'zh', 'ar'])
})

test('danger is found at the end of a long message', () => {
  const long = `${'We looked at the slope of a line. '.repeat(500)}I want to kill myself.`
  expect(kindOf(long).kind).toBe('danger')
})
