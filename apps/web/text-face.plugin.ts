// The text face, reduced to the app's needs. The packaged file has every weight from 100 to 900; the styles use
// 400 to 700, and without the others it is a third smaller (48 kB, 31 kB). It is the largest single file of a
// first visit after React.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'
import subsetFont from 'subset-font'

const PACKAGED = 'inter-latin-wght-normal.woff2'
const WEIGHTS = { min: 400, max: 700 }
const MADE = join(import.meta.dirname, '../../node_modules/.cache/lectern/inter-text.woff2')

const packaged = dirname(createRequire(import.meta.url).resolve('@fontsource-variable/inter/index.css'))

/** Expands `U+0000-00FF,U+0131` to its characters. */
const charactersOf = (range: string): string =>
  range
    .split(',')
    .map((part) => {
      const [first = 0, last = first] = part
        .trim()
        .replace('U+', '')
        .split('-')
        .map((code) => Number.parseInt(code, 16))
      return Array.from({ length: last - first + 1 }, (_, index) => String.fromCodePoint(first + index)).join(
        '',
      )
    })
    .join('')

const makeFace = async (range: string): Promise<void> => {
  const face = await subsetFont(readFileSync(join(packaged, 'files', PACKAGED)), charactersOf(range), {
    targetFormat: 'woff2',
    variationAxes: { wght: WEIGHTS },
  })
  mkdirSync(dirname(MADE), { recursive: true })
  writeFileSync(MADE, face)
}

interface Declaration {
  value: string
  source?: { input?: { file?: string } }
  parent?: { nodes?: unknown }
}

type Sibling = Partial<Record<'prop' | 'value', string>>

/** For PostCSS: makes the file and names it in its `@font-face`. */
export const textFace = {
  postcssPlugin: 'text-face',
  Declaration: {
    src: async (src: Declaration): Promise<void> => {
      const siblings = (src.parent?.nodes ?? []) as Sibling[]
      const named = (prop: string) => siblings.find((each) => each.prop === prop)
      const [weight, range, sheet] = [
        named('font-weight'),
        named('unicode-range')?.value,
        src.source?.input?.file,
      ]
      if (!src.value.includes(`/${PACKAGED}`) || !weight || !range || !sheet) return
      await makeFace(range)
      src.value = `url(${relative(dirname(sheet), MADE)}) format('woff2-variations')`
      weight.value = `${WEIGHTS.min} ${WEIGHTS.max}`
    },
  },
}
