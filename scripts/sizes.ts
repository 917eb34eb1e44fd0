// The sizes of the SDK and the app, and a failure if one is over its limit. Figures: docs/performance.md.
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { firstVisit } from './sizes/first-visit.ts'
import { formatWeight, isWithin, type Weight } from './sizes/weight.ts'
import { sdkCore } from './sizes/sdk-core.ts'
import { root } from './run.ts'

const LIMITS_KB = { sdk: 65.5, app: 309 }

const siteFile = (path: string): Buffer => readFileSync(join(root, 'apps/web/dist', path))

/** The language with the longest texts. */
const german = globSync('assets/german-*.js', { cwd: join(root, 'apps/web/dist') })
const [texts] = german
if (texts === undefined || german.length > 1)
  throw new Error(`One file has the German texts, not ${german.length}`)

const weights: readonly Weight[] = [
  { name: 'SDK core, gzip', limit_kb: LIMITS_KB.sdk, parts: await sdkCore() },
  {
    name: 'first visit of the app in German, as served',
    limit_kb: LIMITS_KB.app,
    parts: await firstVisit(siteFile, texts),
  },
]

for (const weight of weights) console.log(formatWeight(weight))
process.exitCode = weights.every(isWithin) ? 0 : 1
