import { readFileSync, globSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import { basename, join } from 'node:path'
import { expect, test } from 'vitest'
import * as contract from './src/index.ts'
import { forPages } from './for-pages.ts'

const folder = join(import.meta.dirname, 'src/api')
const files = globSync('*.ts', { cwd: folder }).filter((file) => file !== 'endpoint.ts')
const read = (file: string) => readFileSync(join(folder, file), 'utf8')

/** What a compiler does to the end of a list. */
const withoutLastCommas = (code: string) => code.replaceAll(/,(?=\s*[}\]])/g, '')

const ONLY_FOR_SERVERS =
  /\b(summary|description|budget|errors|params|query|body|body_optional|before_new_password):/

test.each(files)('a page reads neither words nor requests of %s', (file) => {
  for (const code of [read(file), withoutLastCommas(stripTypeScriptTypes(read(file)))]) {
    const short = forPages(code, `api/${basename(file, '.ts')}`)
    expect(short.match(ONLY_FOR_SERVERS)?.[0]).toBeUndefined()
    expect(short.match(/\bpath: /g)).toEqual(code.match(/\bpath: /g))
    expect(short.match(/\bschema: /g)).toEqual(code.match(/\bschema: /g))
  }
})

test('marks what is made, and leaves comments and what merely has such a name', () => {
  const code = [
    '/** As `z.string()` and line(3) say. */',
    'const name = z.string().check(z.maxLength(LIMITS.name_chars))',
    'const title = line(20)',
    'const online = outline(20) + answer.text()',
  ].join('\n')
  expect(forPages(code, 'user').split('\n')).toEqual([
    '/** As `z.string()` and line(3) say. */',
    `const name = /* @__PURE__ */ z.string().check(/* @__PURE__ */ z.maxLength(${contract.LIMITS.name_chars}))`,
    'const title = /* @__PURE__ */ line(20)',
    'const online = outline(20) + answer.text()',
  ])
})
