// Does the same as `bin/lectern.js`, from the sources.
import { run } from '../cli/cli.ts'

await run(process.argv.slice(2))
