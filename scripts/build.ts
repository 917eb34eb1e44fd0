// Builds the files that the server runs and serves, and remembers their sources, so that an unchanged tree
// costs nothing.
import { createHash } from 'node:crypto'
import { existsSync, globSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { commitOf } from './release/commit.ts'
import { root, run, type Output } from './run.ts'

const stampFile = join(root, 'node_modules/.cache/lectern/build')
const results = [
  'apps/server/dist',
  'apps/web/dist/index.html',
  'packages/protocol/dist/browser/index.js',
  'packages/texts/dist',
  'packages/react/dist/browser/lectern.js',
  'packages/react/dist/firm.css',
]
const sources = [
  '{packages,apps}/*/*.{json,html,ts}',
  '{packages,apps}/*/{src,public,bin,browser}/**',
  'tsconfig*.json',
  'package-lock.json',
]
const isTest = /\.(test|property|contract)\.tsx?$/

/** Names, sizes and times of all sources: a removed file or an older one checked out changes it as well. */
const fingerprint = (): string => {
  const hash = createHash('sha256')
  for (const file of globSync(sources, { cwd: root }).sort()) {
    const stat = statSync(join(root, file))
    if (stat.isFile() && !isTest.test(file)) hash.update(`${file} ${stat.size} ${stat.mtimeMs}\n`)
  }
  return hash.digest('hex')
}

const isFresh = (stamp: string): boolean =>
  results.every((path) => existsSync(join(root, path))) &&
  existsSync(stampFile) &&
  readFileSync(stampFile, 'utf8') === stamp

/** Tells the server what it was built of. */
const leaveCommit = (): true => {
  writeFileSync(join(root, 'apps/server/dist/commit'), commitOf(root) ?? '')
  return true
}

/** True when everything is up to date afterwards. */
export const build = async (output?: Output): Promise<boolean> => {
  const take = (command: string, ...args: string[]) => run(command, args, { output })
  const stamp = fingerprint()
  if (isFresh(stamp)) return leaveCommit()
  rmSync(stampFile, { force: true })
  if (!output) console.log('Building Lectern …')
  const built =
    (await take('tsc', '-b', 'tsconfig.build.json')) &&
    (await take('node', 'packages/protocol/browser.build.ts')) &&
    (await take('node', 'packages/react/firm.build.ts')) &&
    (await take('vite', 'build', 'apps/web', '--logLevel', 'error')) &&
    (await take('vite', 'build', '--config', 'packages/react/browser.config.ts', '--logLevel', 'error'))
  if (!built) return false
  mkdirSync(dirname(stampFile), { recursive: true })
  writeFileSync(stampFile, stamp)
  return leaveCommit()
}

if (import.meta.main) process.exitCode = (await build()) ? 0 : 1
