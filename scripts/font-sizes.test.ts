// No style makes words smaller than can be read. Sizes relative to their surroundings are measured where they are drawn:
// e2e/stories visits every story for that.
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const LEAST_PX = 11
const REM_PX = 16

const root = join(import.meta.dirname, '..')
const files = globSync(['packages/react/src/**/*.css', 'apps/web/src/**/*.css'], { cwd: root })
const sheets = files.map((file) => ({ file, css: readFileSync(join(root, file), 'utf8') }))

/** Tokens of sizes, and what they are. */
const tokens = new Map(
  sheets.flatMap(({ css }) =>
    [...css.matchAll(/(--[\w-]+-text-[\w-]+):\s*calc\(var\(--lectern-rem\) \* ([\d.]+)\)/g)].map(
      ([, name = '', factor]) => [name, Number(factor) * REM_PX] as const,
    ),
  ),
)

/** In pixels; undefined for what is relative to its surroundings. */
const pxOf = (value: string): number | undefined => {
  const [, token, times = '1'] =
    /^(?:calc\()?var\((--[\w-]+)(?:, [^)]*)?\)(?: \* ([\d.]+)\))?$/.exec(value) ?? []
  if (token === '--lectern-rem') return Number(times) * REM_PX
  if (token !== undefined) return (tokens.get(token) ?? Number.NaN) * Number(times)
  const [, number, unit] = /^([\d.]+)(px|rem)$/.exec(value) ?? []
  return number === undefined ? undefined : Number(number) * (unit === 'rem' ? REM_PX : 1)
}

test.each([
  ['9px', 9],
  ['0.5rem', 8],
  ['calc(var(--lectern-rem) * 0.6875)', 11],
  ['var(--lectern-text-meta)', 12],
  ['calc(var(--lectern-text-meta) * 0.5)', 6],
  ['0.9em', undefined],
  ['inherit', undefined],
])('a size of %s is %s pixels', (value, px) => {
  expect(pxOf(value)).toBe(px)
})

test('no style makes words smaller than 11 pixels', () => {
  expect(tokens.size).toBeGreaterThanOrEqual(5)
  const sizes = sheets.flatMap(({ file, css }) =>
    [...css.matchAll(/font-size:\s*([^;]+);/g)].map(([rule, value = '']) => {
      const px = pxOf(value.replaceAll(/\s+/g, ' ').trim())
      return { said: `${file}: ${rule}`, px, isSmall: px !== undefined && !(px >= LEAST_PX) }
    }),
  )
  expect(sizes.filter(({ px }) => px !== undefined).length).toBeGreaterThan(50)
  const tooSmall = [...tokens].filter(([, px]) => px < LEAST_PX).map(([name]) => name)
  expect([...tooSmall, ...sizes.filter(({ isSmall }) => isSmall).map(({ said }) => said)]).toEqual([])
})
