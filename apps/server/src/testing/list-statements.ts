// Prints every fixed statement of the server with the file that has it, as JSON. A process of its own: modules load once.
import { readdirSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { join } from 'node:path'
import { recorded } from './recorded-statement.ts'

const SOURCES = join(import.meta.dirname, '..')
const REAL = /\/db\/statement\.ts$/

registerHooks({
  resolve: (specifier, context, next) => {
    const found = next(specifier, context)
    return REAL.test(found.url)
      ? next(new URL('recorded-statement.ts', import.meta.url).href, context)
      : found
  },
})

const files = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' })
  .filter((file) => /(^records\/[^.]+|-rows)\.ts$/.test(file))
  .sort()
for (const file of files) await import(join(SOURCES, file))
process.stdout.write(JSON.stringify(recorded))
