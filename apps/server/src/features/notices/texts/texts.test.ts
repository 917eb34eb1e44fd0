import { textsOf } from '@lectern/texts'
import { faultsOf } from '@lectern/texts/testing'
import { expect, test } from 'vitest'
import { de } from './de.ts'
import { en } from './en.ts'
import { parameters } from './parameters.ts'

test('every language has the keys and the arguments of English, and every message can be formatted', () => {
  const samples = {
    head: [
      ['Ada', 'named', 'Algebra'],
      ['Ada', 'answered', undefined],
      ['Ada', 'question', 'Algebra'],
      ['Ada', 'all', undefined],
    ],
  }
  expect(faultsOf({ en, de }, { parameters, samples })).toEqual([])
})

test('who wrote it, why it concerns one, and where', () => {
  expect(textsOf(de, parameters, 'de').head('Ada', 'named', 'Algebra')).toBe('Ada hat dich erwähnt · Algebra')
  expect(textsOf(en, parameters, 'en').head('Ada', 'all')).toBe('Ada')
})
