#!/usr/bin/env node
// Checks the Node version before anything is imported that an old one cannot even parse, or that crashes on it.
const WANTED = [22, 19]
const found = process.versions.node.split('.').map(Number)
const isOld = found[0] < WANTED[0] || (found[0] === WANTED[0] && found[1] < WANTED[1])
if (isOld) {
  console.error(
    'Lectern needs Node ' + WANTED.join('.') + ' or newer; this is ' + process.versions.node + '.',
  )
  process.exit(1)
}
import('../dist/cli/cli.js').then(
  function (cli) {
    return cli.run(process.argv.slice(2))
  },
  function (error) {
    if (error.code !== 'ERR_MODULE_NOT_FOUND' || !String(error.message).includes('cli.js')) throw error
    console.error('Lectern is not built yet; run `npm run build` first.')
    process.exit(1)
  },
)
