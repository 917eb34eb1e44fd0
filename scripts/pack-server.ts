// Packs the built server with the web app into one file that npm can run: `npx ./lectern-server-0.2.0.tgz serve`.
// What it needs of this repository goes with it; what it needs of others npm installs, in the versions that were tested here.
import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { build } from './build.ts'
import { root } from './run.ts'

interface Manifest {
  name: string
  version: string
  dependencies?: Record<string, string>
  [field: string]: unknown
}

interface Lock {
  packages: Record<string, { version?: string }>
}

const OWN = ['protocol', 'texts'] as const
const PARTS = ['bin', 'dist', 'migrations', 'course', 'common-passwords.txt'] as const
/** What a build leaves for the next build, and for whoever looks into it. */
const isNeeded = (path: string): boolean => !/\.(?:map|tsbuildinfo|d\.ts)$/.test(path)

const read = (file: string): unknown => JSON.parse(readFileSync(join(root, file), 'utf8'))
const manifestOf = (folder: string): Manifest => read(`${folder}/package.json`) as Manifest

/** The tested version of what the folder depends on. */
const testedVersion = ({ packages }: Lock, folder: string, name: string): string => {
  const found = packages[`${folder}/node_modules/${name}`] ?? packages[`node_modules/${name}`]
  if (found?.version === undefined) throw new Error(`package-lock.json has no ${name}`)
  return found.version
}

const isOwn = (name: string): boolean => name.startsWith('@lectern/')

/** Of the server and of the packages that go with it. */
const dependenciesOf = (folders: readonly string[]): Record<string, string> => {
  const lock = read('package-lock.json') as Lock
  return Object.fromEntries(
    folders.flatMap((folder) =>
      Object.keys(manifestOf(folder).dependencies ?? {})
        .filter((name) => !isOwn(name))
        .map((name) => [name, testedVersion(lock, folder, name)]),
    ),
  )
}

/** A folder as the package has it. */
const stage = (folder: string): void => {
  const copy = (from: string, to: string) =>
    cpSync(join(root, from), join(folder, to), { recursive: true, filter: isNeeded })
  for (const part of PARTS) copy(`apps/server/${part}`, part)
  copy('apps/web/dist', 'web')
  for (const file of ['LICENSE', 'CHANGELOG.md']) copy(file, file)
  copy('docs/operations.md', 'README.md')
  for (const name of OWN) {
    const { devDependencies: _, ...manifest } = manifestOf(`packages/${name}`)
    const to = `node_modules/@lectern/${name}`
    mkdirSync(join(folder, to), { recursive: true })
    copy(`packages/${name}/dist`, `${to}/dist`)
    writeFileSync(join(folder, to, 'package.json'), JSON.stringify(manifest, null, 2))
  }
  const { devDependencies: _, private: __, ...server } = manifestOf('apps/server')
  const own = OWN.map((name) => `@lectern/${name}`)
  const needs = dependenciesOf(['apps/server', ...OWN.map((name) => `packages/${name}`)])
  const bundled = Object.fromEntries(own.map((name) => [name, server.version]))
  const manifest = { ...server, dependencies: { ...needs, ...bundled }, bundleDependencies: own }
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest, null, 2))
}

/** Returns the path of the file, in this folder. */
export const packServer = (to: string): string => {
  const folder = mkdtempSync(join(tmpdir(), 'lectern-pack-server-'))
  try {
    stage(folder)
    const options = ['--json', '--ignore-scripts', '--silent', '--pack-destination', resolve(to)]
    const [packed] = JSON.parse(
      execFileSync('npm', ['pack', folder, ...options], { cwd: folder, encoding: 'utf8' }),
    ) as { filename: string }[]
    if (!packed) throw new Error('npm packed nothing')
    return join(resolve(to), packed.filename)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

if (import.meta.main) {
  if (!(await build())) process.exit(1)
  const [to = root] = process.argv.slice(2)
  mkdirSync(to, { recursive: true })
  console.log(packServer(to))
}
