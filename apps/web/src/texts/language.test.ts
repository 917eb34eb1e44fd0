import { expect, test } from 'vitest'
import { preferredLanguage } from './language.ts'

test('uses the first language of the browser with texts, else English', () => {
  expect(preferredLanguage(['fr-CH', 'de-CH', 'en'])).toBe('de')
  expect(preferredLanguage(['EN-gb', 'de'])).toBe('en')
  expect(preferredLanguage(['den'])).toBe('en')
  expect(preferredLanguage([])).toBe('en')
})
