import { textsOf } from '@lectern/texts'
import { faultsOf } from '@lectern/texts/testing'
import { expect, test } from 'vitest'
import { textsFor } from '../texts-for.ts'
import { de } from './de.ts'
import { en } from './en.ts'
import { parameters } from './parameters.ts'

const english = textsOf(en, parameters, 'en')
const german = textsOf(de, parameters, 'de')

test('every language has the keys and the arguments of English, and every message can be formatted', () => {
  const withOrWithout = [
    ['Ada', undefined],
    ['Ada', 'Why?'],
  ]
  const faults = faultsOf(
    { en, de },
    {
      parameters,
      samples: {
        vouched: withOrWithout,
        hint: withOrWithout,
        moreAbout: [['Why?']],
        askedBefore: withOrWithout,
        guide: [[[]], [['slope']], [['slope', 'line']]],
        overspent: [[{ by: 'user', limit: 20, wait_ms: 1 }], [{ by: 'conversation', limit: 20, wait_ms: 1 }]],
      },
    },
  )
  expect(faults).toEqual([])
})

test('the guiding question names no word, one or two', () => {
  const words = ['slope', 'line']
  expect([0, 1, 2].map((count) => english.guide(words.slice(0, count)))).toEqual([
    'Read with this question: what is given, and what is asked for?',
    'Read with this question: what is said there about “slope”, and what of it do you know already?',
    'Read with this question: what is said there about “slope” and “line”, and what of it do you know already?',
  ])
})

test('the number of times takes the plural form of its language', () => {
  const asked = (texts: typeof english) =>
    [0, 1, 2, 5].map((limit) => texts.overspent({ by: 'user', limit, wait_ms: 90_000 }).slice(0, 55))
  expect(asked(english).map((said) => /\d+ times?/.exec(said)?.[0])).toEqual([
    '0 times',
    '1 time',
    '2 times',
    '5 times',
  ])
  expect(asked(german).map((said) => /\d+-mal/.exec(said)?.[0])).toEqual(['0-mal', '1-mal', '2-mal', '5-mal'])
  expect(german.overspent({ by: 'conversation', limit: 5, wait_ms: 90_000 })).toContain('in etwa 2 Min.')
})

test('questions in German are answered in German, and all others in English', () => {
  expect(textsFor('Was ist die Steigung einer Geraden?').thanks).toBe(de.thanks)
  expect(textsFor('What is the slope of a line?').thanks).toBe(en.thanks)
})
