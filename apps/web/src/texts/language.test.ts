import { expect, test } from 'vitest'
import { localeOf, preferredLanguage } from './language.ts'

test('uses the first language of the browser with texts, else English', () => {
  expect(preferredLanguage(['fr-CH', 'de-CH', 'en'])).toBe('de')
  expect(preferredLanguage(['EN-gb', 'de'])).toBe('en')
  expect(preferredLanguage(['den'])).toBe('en')
  expect(preferredLanguage([])).toBe('en')
})

test("times and numbers follow the browser's regional variant", () => {
  expect(localeOf('en', ['de-DE', 'en-GB', 'en-US'])).toBe('en-GB')
  expect(localeOf('de', ['en-US'])).toBe('de')
})
