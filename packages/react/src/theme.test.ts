import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'

const css = readFileSync(new URL('./theme.css', import.meta.url), 'utf8')

/** A page that names no encoding reads a style sheet in an older one, and minifiers write escapes as signs. */
test('style sheets draw nothing that depends on their encoding', () => {
  const root = new URL('.', import.meta.url)
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.css'),
  )
  expect(files.length).toBeGreaterThan(10)
  const drawn = files.flatMap((name) =>
    [...readFileSync(new URL(name, root), 'utf8').matchAll(/content:\s*('[^']*')/g)]
      .filter(([, text = '']) => !/^[ -[\]-~]*$/.test(text))
      .map(([rule]) => `${name}: ${rule}`),
  )
  expect(drawn).toEqual([])
})

interface Oklch {
  l: number
  c: number
  h: number
}

const declarations = new Map(
  [...css.matchAll(/(--lectern-[\w-]+):\s*([^;]+);/g)].map(([, name, value]) => [name ?? '', value ?? '']),
)

/** The value of a token in one theme, with variables replaced. */
const resolve = (name: string, theme: 'light' | 'dark', hue: number): Oklch => {
  const raw = declarations.get(`--lectern-${name}`)?.replaceAll(/\s+/g, ' ')
  if (raw === undefined) throw new Error(`theme.css has no --lectern-${name}`)
  const alias = /^var\(--lectern-([\w-]+)\)$/.exec(raw)?.[1]
  if (alias) return resolve(alias, theme, hue)
  const pair = /^var\( ?--lectern-light, (oklch\(.*?\)+) ?\) var\( ?--lectern-dark, (oklch\(.*\)) ?\)$/.exec(
    raw,
  )
  if (!pair) throw new Error(`--lectern-${name} is not one for light and one for dark: ${raw}`)
  const chosen = (theme === 'light' ? pair[1] : pair[2]) ?? ''
  const [l, c, h] = chosen
    .replace('var(--lectern-accent-hue)', String(hue))
    .replace('var(--lectern-assistant-hue)', '300')
    .replaceAll(/oklch\(|\)/g, '')
    .split(' ')
    .map(Number)
  return { l: l ?? NaN, c: c ?? NaN, h: h ?? NaN }
}

const toLinearSrgb = ({ l, c, h }: Oklch): [number, number, number] => {
  const a = c * Math.cos((h * Math.PI) / 180)
  const b = c * Math.sin((h * Math.PI) / 180)
  const long = (l + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const medium = (l - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const short = (l - 0.0894841775 * a - 1.291485548 * b) ** 3
  const clip = (value: number) => Math.min(1, Math.max(0, value))
  return [
    clip(4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short),
    clip(-1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short),
    clip(-0.0041960863 * long - 0.7034186147 * medium + 1.707614701 * short),
  ]
}

const luminance = (colour: Oklch): number => {
  const [red, green, blue] = toLinearSrgb(colour)
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

const contrast = (one: Oklch, other: Oklch): number => {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number]
  return (light + 0.05) / (dark + 0.05)
}

const GROUNDS = ['paper', 'surface', 'raised', 'hover', 'bubble', 'bubble-own']
const TEXT_PAIRS: [string, string][] = [
  ...['ink', 'ink-secondary'].flatMap((ink) => GROUNDS.map((ground): [string, string] => [ink, ground])),
  ...['paper', 'surface', 'raised', 'hover', 'accent-tint'].map((ground): [string, string] => [
    'ink-meta',
    ground,
  ]),
  ...['ink', 'ink-secondary'].flatMap((ink): [string, string][] => [
    [ink, 'code'],
    [ink, 'accent-faint'],
    [ink, 'red-tint'],
  ]),
  ...GROUNDS.map((ground): [string, string] => ['accent-text', ground]),
  ['accent-text', 'code'],
  ['accent-text', 'accent-faint'],
  ['accent-text', 'red-tint'],
  ...['keyword', 'literal', 'string', 'comment', 'title', 'type', 'attribute', 'meta'].map(
    (kind): [string, string] => [`code-${kind}`, 'code'],
  ),
  ['on-accent', 'accent'],
  ['on-accent', 'accent-hover'],
  ['assistant', 'paper'],
  ['assistant', 'surface'],
  ['assistant', 'assistant-tint'],
  ['red', 'paper'],
  ['red', 'raised'],
  ['red', 'hover'],
  ['red', 'red-tint'],
  ['amber', 'paper'],
  ['amber', 'surface'],
  ['amber', 'raised'],
  ['amber', 'amber-tint'],
  ['green', 'paper'],
  ['green', 'green-tint'],
]
const CONTROL_PAIRS: [string, string][] = [
  ...['paper', 'surface', 'raised'].map((ground): [string, string] => ['line-control', ground]),
  ...[...GROUNDS, 'accent-tint'].map((ground): [string, string] => ['accent', ground]),
  ['presence-online', 'paper'],
  ['presence-online', 'surface'],
  ['presence-away', 'paper'],
  ['presence-away', 'surface'],
  ['red', 'red-tint'],
]
const HUES = Array.from({ length: 24 }, (_, step) => step * 15)

const tooFaint = (pairs: [string, string][], least: number, theme: 'light' | 'dark'): string[] =>
  pairs.flatMap(([front, ground]) =>
    HUES.map((hue) => ({ hue, ratio: contrast(resolve(front, theme, hue), resolve(ground, theme, hue)) }))
      .filter(({ ratio }) => !(ratio >= least))
      .map(({ hue, ratio }) => `${front} on ${ground} at hue ${hue}: ${ratio.toFixed(2)}`),
  )

describe('theme.css', () => {
  test('the contrast is computed as WCAG defines it', () => {
    expect(contrast({ l: 1, c: 0, h: 0 }, { l: 0, c: 0, h: 0 })).toBeCloseTo(21, 3)
    expect(contrast({ l: 0.5999, c: 0, h: 0 }, { l: 1, c: 0, h: 0 })).toBeCloseTo(3.95, 1)
  })

  test.each(['light', 'dark'] as const)(
    'text has a contrast of 4.5 in the %s theme, for every accent',
    (theme) => {
      expect(tooFaint(TEXT_PAIRS, 4.5, theme)).toEqual([])
    },
  )

  test.each(['light', 'dark'] as const)(
    'controls have a contrast of 3 in the %s theme, for every accent',
    (theme) => {
      expect(tooFaint(CONTROL_PAIRS, 3, theme)).toEqual([])
    },
  )

  test('every variable that a style sheet uses is defined', () => {
    const sheets = [...css.matchAll(/@import '([^']+)'/g)].map(
      ([, path]) => new URL(path ?? '', new URL('./theme.css', import.meta.url)),
    )
    const all = [css, ...sheets.map((sheet) => readFileSync(sheet, 'utf8'))].join('\n')
    const defined = new Set([...all.matchAll(/(--[\w-]+):/g)].map(([, name]) => name))
    const used = new Set([...all.matchAll(/var\((--[\w-]+)\)/g)].map(([, name]) => name))
    expect(sheets.length).toBeGreaterThan(5)
    expect([...used].filter((name) => !defined.has(name))).toEqual([])
  })
})
