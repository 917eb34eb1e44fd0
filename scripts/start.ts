// `npm start`: builds changed parts, then becomes the server, in this process so that signals need no
// forwarding. package.json calls it by `exec`: a shell between npm and this process would swallow a SIGTERM.
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from './build.ts'
import { root } from './run.ts'

if (!(await build())) {
  console.error('The build failed; the reason stands above.')
  process.exit(1)
}

const command = join(root, 'apps/server/bin/lectern.js')
process.argv.splice(1, 1, command, 'serve')
await import(pathToFileURL(command).href)
