// The language gives the words, the device's region gives the forms: English on a German device has a clock of 24
// hours, the day before the month, and a comma in its decimals.

/** Where a language has no forms for a region: the day comes before the month in most of the world. */
const ELSEWHERE: Partial<Record<string, string>> = { en: 'en-001' }

/**
 * The locale for times, numbers and lists in `language` on a device that prefers the languages `wanted`. A language
 * that names its own region keeps it.
 * @example regional('en', ['de-DE', 'en-US']) // 'en-DE'
 */
export const regional = (language: string, wanted: readonly string[]): string => {
  const own = localeOf(language)
  const device = localeOf(wanted[0] ?? language)
  if (!own || !device || own.region !== undefined) return language
  // The variant of the device itself may say more: its script, or the digits that its owner chose.
  if (own.language === device.language) return device.toString()
  const { language: spoken, region } = device.maximize()
  const tag = `${own.baseName}-${region}`
  const { locale } = new Intl.DateTimeFormat(tag).resolvedOptions()
  if (new Intl.Locale(locale).region === region) return tag
  const { hourCycle } = new Intl.DateTimeFormat(`${spoken}-${region}`, { hour: 'numeric' }).resolvedOptions()
  return `${ELSEWHERE[language] ?? own.baseName}-u-hc-${hourCycle}`
}

/** Undefined for what is no language. */
const localeOf = (tag: string): Intl.Locale | undefined => {
  try {
    return new Intl.Locale(tag)
  } catch {
    return undefined
  }
}
