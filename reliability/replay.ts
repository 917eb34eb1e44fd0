import fc from 'fast-check'
import { syncProperty } from '../packages/client/src/sync.property.ts'
const [seed, path] = process.argv.slice(2)
const r = await fc.check(syncProperty as any, { numRuns: 1, seed: Number(seed), path, endOnFailure: true })
console.log(r.failed, String(r.errorInstance), JSON.stringify(r.counterexample))
