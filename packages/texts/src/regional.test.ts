import { describe, expect, test } from 'vitest'
import { regional } from './regional.ts'
import { textsOf } from './texts.ts'

const MOMENT = Date.UTC(2026, 10, 29, 15, 23)
const shown = (locale: string) => {
  const options = { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' } as const
  return new Intl.DateTimeFormat(locale, options).format(MOMENT).replaceAll('\u202F', ' ')
}

describe('the language gives the words, the region the forms', () => {
  test.each([
    ['en', ['de-DE', 'de', 'en-US', 'en'], '29 Nov 2026, 15:23', '1.234,5'],
    ['en', ['de', 'en-US', 'en'], '29 Nov 2026, 15:23', '1.234,5'],
    ['en', ['en-US'], 'Nov 29, 2026, 3:23 PM', '1,234.5'],
    ['en', ['en'], 'Nov 29, 2026, 3:23 PM', '1,234.5'],
    ['en', ['en-GB', 'de-DE'], '29 Nov 2026, 15:23', '1,234.5'],
    ['en', ['ar-EG'], '29 Nov 2026, 3:23 pm', '1,234.5'],
    ['de', ['de-CH'], '29.11.2026, 15:23', '1’234.5'],
    ['de', ['de-AT', 'en'], '29.11.2026, 15:23', '1234,5'],
    ['de', ['en-US'], '29.11.2026, 3:23 PM', '1.234,5'],
    ['de', ['en-GB'], '29.11.2026, 15:23', '1.234,5'],
    ['de', [], '29.11.2026, 15:23', '1.234,5'],
    ['en-GB', ['en-US'], '29 Nov 2026, 15:23', '1,234.5'],
    ['de', ['nonsense tag'], '29.11.2026, 15:23', '1.234,5'],
  ])('%s on a device of %j', (language, wanted, moment, number) => {
    const locale = regional(language, wanted)
    expect(shown(locale)).toBe(moment)
    const digits = new Intl.NumberFormat(locale, { minimumFractionDigits: 1 }).format(1_234.5)
    // Versions of the browsers' tables differ in the sign between thousands.
    const plain = (text: string) => text.replaceAll(/[\u2019' \u00A0\u202F](?=\d{3})/gu, '')
    expect(plain(digits)).toBe(plain(number))
  })
})

test('numbers in texts have the form of the region', () => {
  const catalogue = { many: '{count, plural, one {{count} message} other {{count} messages}}' }
  const parameters = { many: (count: number) => ({ count }) }
  const english = textsOf(catalogue, parameters, 'en')
  expect(english.many(1)).toBe('1 message')
  expect(english.many(12_345)).toBe('12,345 messages')
  const inGermany = textsOf(catalogue, parameters, 'en', { locale: () => 'en-DE' })
  expect(inGermany.many(12_345)).toBe('12.345 messages')
})
