import fc from 'fast-check'
import { syncProperty } from '../packages/client/src/sync.property.ts'
const [seed, n] = process.argv.slice(2)
const r = await fc.check(syncProperty as any, { numRuns: Number(n), seed: Number(seed), endOnFailure: true })
console.log(r.failed, r.numRuns, r.counterexamplePath, String(r.errorInstance), JSON.stringify(r.counterexample))
