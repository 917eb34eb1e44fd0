import { faultsOf } from '@lectern/texts/testing'
import { expect, test } from 'vitest'
import { languages } from '../../texts/languages.ts'
import { parameters } from './parameters.ts'

test('every language has the keys and the arguments of English, and every message can be formatted', async () => {
  const catalogues = Object.fromEntries(
    await Promise.all(
      Object.entries(languages).map(async ([language, { inbox }]) => [language, await inbox()] as const),
    ),
  )
  expect(faultsOf(catalogues, { parameters, samples: {} })).toEqual([])
})
