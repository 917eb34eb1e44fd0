// Packs the published packages as npm would, and fails if their content cannot be imported as their
// package.json says.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { faultsOf } from './packages/faults.ts'
import { root } from './run.ts'

const PUBLISHED = ['protocol', 'texts', 'client', 'react'] as const

interface Packed {
  name: string
  filename: string
}

const pack = (folder: string): Packed[] => {
  const workspaces = PUBLISHED.flatMap((name) => ['-w', `packages/${name}`])
  const options = ['--json', '--ignore-scripts', '--silent', '--pack-destination', folder]
  return JSON.parse(
    execFileSync('npm', ['pack', ...workspaces, ...options], { cwd: root, encoding: 'utf8' }),
  ) as Packed[]
}

const manifestOf = (name: string) =>
  JSON.parse(readFileSync(join(root, 'packages', name.replace('@lectern/', ''), 'package.json'), 'utf8'))

const folder = mkdtempSync(join(tmpdir(), 'lectern-pack-'))
try {
  for (const { name, filename } of pack(folder)) {
    const tarball = new Uint8Array(readFileSync(join(folder, filename)))
    const faults = await faultsOf(tarball, manifestOf(name))
    console.log(`${name}: ${faults.length === 0 ? 'good' : 'BAD'}`)
    for (const fault of faults) console.log(`  ${fault}`)
    if (faults.length > 0) process.exitCode = 1
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}
