import { textsOf } from '@lectern/texts'
import { faultsOf } from '@lectern/texts/testing'
import { expect, test } from 'vitest'
import { de } from './de.ts'
import { en } from './en.ts'
import { languages } from './languages.ts'
import { parameters } from './parameters.ts'

const english = textsOf(en, parameters, 'en')
const german = textsOf(de, parameters, 'de')

test('every language has the keys and the arguments of English, and every message can be formatted', async () => {
  const catalogues = Object.fromEntries(
    await Promise.all(
      Object.entries(languages).map(async ([language, { load }]) => [language, (await load()).app] as const),
    ),
  )
  const limits = [{ pages: 2_000, chars: 5_000_000 }]
  expect(faultsOf(catalogues, { parameters, samples: { 'library/faults': [limits] } })).toEqual([])
})

test('a number takes the plural form of its language', () => {
  expect([0, 1, 2, 5].map(english.compose.chosen)).toEqual([
    '0 people chosen',
    '1 person chosen',
    '2 people chosen',
    '5 people chosen',
  ])
  expect([0, 1, 2, 5].map(german.compose.chosen)).toEqual([
    '0 Personen gewählt',
    '1 Person gewählt',
    '2 Personen gewählt',
    '5 Personen gewählt',
  ])
})

test('a wait is given in seconds if it is short, else in minutes', () => {
  expect([500, 60_000, 90_000, 3_600_000].map(german.signIn.locked)).toEqual([
    'Zu viele Versuche. In 1 Sekunde kannst du es wieder versuchen.',
    'Zu viele Versuche. In 60 Sekunden kannst du es wieder versuchen.',
    'Zu viele Versuche. In 2 Minuten kannst du es wieder versuchen.',
    'Zu viele Versuche. In 60 Minuten kannst du es wieder versuchen.',
  ])
})

test('large numbers are grouped as in the language', () => {
  const limits = { pages: 2_000, chars: 0 }
  expect(english.library.faults.too_many_pages(limits)).toContain('2,000 pages')
  expect(german.library.faults.too_many_pages(limits)).toContain('2.000 Seiten')
})
