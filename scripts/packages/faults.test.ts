import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { faultsOf } from './faults.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lectern-faults-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const faultsWith = async (
  types: string,
  more: Record<string, string> = {},
  others: object = {},
): Promise<string[]> => {
  const manifest = {
    name: 'tried',
    version: '1.0.0',
    license: 'MIT',
    type: 'module',
    sideEffects: false,
    repository: { type: 'git', url: 'git+https://code.example/tried.git', directory: 'packages/tried' },
    ...others,
    exports: {
      '.': { types, default: './index.js' },
      './look.css': './look.css',
      './ours': { 'lectern-source': './ours.ts' },
    },
    files: ['index.js', 'index.d.ts', 'look.css', ...Object.keys(more)],
  }
  const files = {
    'package.json': JSON.stringify(manifest),
    'index.js': 'export const a = 1\n',
    'index.d.ts': 'export declare const a: number\n',
    'look.css': '',
    LICENSE: 'MIT',
    'README.md': '# tried',
    ...more,
  }
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
  execFileSync('npm', ['pack', '--silent', '--ignore-scripts'], { cwd: folder })
  return faultsOf(new Uint8Array(readFileSync(join(folder, 'tried-1.0.0.tgz'))), manifest)
}

test('a package with all its entries has no faults', async () => {
  expect(await faultsWith('./index.d.ts')).toEqual([])
})

test('types that were not packed are a fault for a reader of package.json, and for the compiler', async () => {
  const faults = await faultsWith('./dist/index.d.ts')
  expect(faults).toContainEqual(expect.stringContaining('./dist/index.d.ts'))
  expect(faults).toContainEqual(expect.stringMatching(/: \. as (?:node16-esm|bundler)$/u))
})

test('E10 a file that names a map which was not packed is a fault', async () => {
  const faults = await faultsWith('./index.d.ts', {
    'index.js': 'export const a = 1\n//# sourceMappingURL=index.js.map',
  })
  expect(faults).toEqual(['/node_modules/tried/index.js names a map that is not packed'])
})

test('E10 a map of a source that was not packed is a fault', async () => {
  const faults = await faultsWith('./index.d.ts', { 'index.js.map': '{}' })
  expect(faults).toEqual(['has /node_modules/tried/index.js.map'])
})

test('E10 components that do not say that they belong to the page are a fault', async () => {
  const faults = await faultsWith('./index.d.ts', {}, { peerDependencies: { react: '^19' } })
  expect(faults).toContain("./index.js does not begin with 'use client'")
})

test.each([
  ['nothing', {}],
  ['no folder', { repository: { type: 'git', url: 'git+https://code.example/tried.git' } }],
])('E10 a package that says %s of its source is a fault', async (_, more) => {
  const faults = await faultsWith('./index.d.ts', {}, { repository: undefined, ...more })
  expect(faults).toEqual(['does not say where its source is (`repository`)'])
})
