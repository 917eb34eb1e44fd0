// The sizes of the SDK and the app, and a failure if one is over its limit. Figures: docs/performance.md.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { firstVisit } from './sizes/first-visit.ts'
import { inWords, isWithin, type Weight } from './sizes/weight.ts'
import { sdkCore } from './sizes/sdk-core.ts'
import { root } from './run.ts'

const LIMITS_KB = { sdk: 59, app: 312 }

const siteFile = (path: string): Buffer => readFileSync(join(root, 'apps/web/dist', path))

const weights: readonly Weight[] = [
  { name: 'SDK core, gzip', limit_kb: LIMITS_KB.sdk, parts: await sdkCore() },
  { name: 'first visit of the app, as served', limit_kb: LIMITS_KB.app, parts: await firstVisit(siteFile) },
]

for (const weight of weights) console.log(inWords(weight))
process.exitCode = weights.every(isWithin) ? 0 : 1
