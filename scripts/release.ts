import { root } from './run.ts'
import { release, ReleaseRefusal } from './release/release.ts'

const [version] = process.argv.slice(2)
if (version === undefined) {
  console.error('Usage: npm run release -- <version>, such as 0.2.0')
  process.exit(2)
}
try {
  console.log(release({ root, version, date: new Date().toISOString().slice(0, 10) }))
} catch (error) {
  if (!(error instanceof ReleaseRefusal)) throw error
  console.error(error.message)
  process.exitCode = 1
}
