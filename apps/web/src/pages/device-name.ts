const BROWSERS: readonly (readonly [RegExp, string])[] = [
  [/Edg\//, 'Edge'],
  [/OPR\//, 'Opera'],
  [/Firefox\/|FxiOS/, 'Firefox'],
  [/Chrome\/|CriOS/, 'Chrome'],
  [/Safari\//, 'Safari'],
]

const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/iPhone/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/Android/, 'Android'],
  [/CrOS/, 'ChromeOS'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'Mac'],
  [/Linux/, 'Linux'],
]

const UNKNOWN = 'Browser'

const find = (list: readonly (readonly [RegExp, string])[], text: string): string | undefined =>
  list.find(([pattern]) => pattern.test(text))?.[1]

/** "Firefox on Linux": the name of a device in the list of sessions. */
export const deviceName = (userAgent: string): string => {
  const names = [find(BROWSERS, userAgent), find(SYSTEMS, userAgent)].filter((name) => name !== undefined)
  return names.length > 0 ? names.join(' on ') : UNKNOWN
}

const NAMED = /^(\S+) on (\S+)$/

/** A name that this app gave, in words of the reader's language: other clients name their devices as they like. */
export const deviceInWords = (
  name: string,
  words: { deviceOn: (browser: string, system: string) => string; unknownDevice: string },
): string => {
  const [, browser, system] = NAMED.exec(name) ?? []
  const isOwn = BROWSERS.some(([, each]) => each === browser) && SYSTEMS.some(([, each]) => each === system)
  if (isOwn && browser && system) return words.deviceOn(browser, system)
  return name === '' || name === UNKNOWN ? words.unknownDevice : name
}
