// One version for all packages: they are developed, tested and installed together.
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

interface Manifest {
  version: string
  dependencies?: Record<string, string>
  devDependencies?: Record<string, string>
  peerDependencies?: Record<string, string>
}
interface Lock {
  version: string
  packages: Record<string, Manifest>
}

export const LOCK = 'package-lock.json'
const OWN = '@lectern/'

/** The manifests of the workspace, the own one first. */
export const manifestsIn = (root: string): string[] => {
  const { workspaces } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    workspaces: string[]
  }
  const files = workspaces.map((folder) => `${folder}/package.json`)
  return ['package.json', ...globSync(files, { cwd: root }).toSorted()]
}

const setInManifest = (manifest: Manifest, version: string): void => {
  manifest.version = version
  for (const list of [manifest.dependencies, manifest.devDependencies, manifest.peerDependencies])
    for (const name of Object.keys(list ?? {})) if (list && name.startsWith(OWN)) list[name] = version
}

const print = (value: unknown): string => `${JSON.stringify(value, undefined, 2)}\n`

/** The text of a manifest with another version, also of the packages it uses. */
export const withVersion = (text: string, version: string): string => {
  const manifest = JSON.parse(text) as Manifest
  setInManifest(manifest, version)
  return print(manifest)
}

export const lockWithVersion = (text: string, version: string): string => {
  const lock = JSON.parse(text) as Lock
  lock.version = version
  for (const [folder, manifest] of Object.entries(lock.packages))
    if (!folder.includes('node_modules')) setInManifest(manifest, version)
  return print(lock)
}

/** What differs from the version of the workspace, a line each. */
export const differencesIn = (root: string): string[] => {
  const read = (file: string) => readFileSync(join(root, file), 'utf8')
  const { version } = JSON.parse(read('package.json')) as Manifest
  const isOther = (file: string) => read(file) !== withVersion(read(file), version)
  return [
    ...manifestsIn(root)
      .filter(isOther)
      .map((file) => `${file} is not of ${version}`),
    ...(read(LOCK) === lockWithVersion(read(LOCK), version) ? [] : [`${LOCK} is not of ${version}`]),
  ]
}

const SHAPE = /^(\d+)\.(\d+)\.(\d+)(?:-([0-9A-Za-z.-]+))?$/

export const isVersion = (text: string): boolean => SHAPE.test(text)

/** Of two versions by the rules of semantic versioning, as far as they are needed: a pre-release is the earlier. */
export const isLater = (version: string, than: string): boolean => {
  const [a, b] = [version, than].map((text) => SHAPE.exec(text) ?? [])
  for (const part of [1, 2, 3]) {
    const difference = Number(a?.[part]) - Number(b?.[part])
    if (difference !== 0) return difference > 0
  }
  const [pre = '', other = ''] = [a?.[4], b?.[4]]
  if (pre === '' || other === '') return pre === '' && other !== ''
  return pre.localeCompare(other, 'en', { numeric: true }) > 0
}
