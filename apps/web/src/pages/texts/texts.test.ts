import { faultsOf } from '@lectern/texts/testing'
import { expect, test } from 'vitest'
import { de } from './de.ts'
import { en } from './en.ts'
import { parameters } from './parameters.ts'

test('every language has the keys and the arguments of English, and every message can be formatted', () => {
  expect(faultsOf({ en, de }, { parameters, samples: {} })).toEqual([])
})
