// `npm run release -- 0.2.0`: gives all packages this version and the changelog its section, commits, and sets the
// tag. Run again for a version that is committed already, it only sets the tag.
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { closeUnreleased, sectionOf } from './changelog.ts'
import {
  differencesIn,
  isLater,
  isVersion,
  LOCK,
  lockWithVersion,
  manifestsIn,
  withVersion,
} from './versions.ts'

const CHANGELOG = 'CHANGELOG.md'

/** A refusal that says what to do. */
export class ReleaseRefusal extends Error {}

export interface ReleaseOptions {
  root: string
  version: string
  /** Of the section in the changelog: 2026-11-29. */
  date: string
}

/** Returns what was done, in words. */
export const release = ({ root, version, date }: ReleaseOptions): string => {
  const git = (...args: string[]) => execFileSync('git', args, { cwd: root, encoding: 'utf8' }).trim()
  const read = (file: string) => readFileSync(join(root, file), 'utf8')
  const tag = `v${version}`
  const current = (JSON.parse(read('package.json')) as { version: string }).version

  if (!isVersion(version)) throw new ReleaseRefusal(`${version} is no version such as 0.2.0.`)
  if (git('status', '--porcelain') !== '') throw new ReleaseRefusal('Commit or drop your changes first.')
  if (git('tag', '--list', tag) !== '') throw new ReleaseRefusal(`${tag} exists already.`)
  if (version !== current && !isLater(version, current))
    throw new ReleaseRefusal(`${version} is not later than ${current}, the version of the packages.`)

  const isCommitted = version === current && sectionOf(read(CHANGELOG), version) !== undefined
  if (!isCommitted) {
    const changed = new Map([
      ...manifestsIn(root).map((file): [string, string] => [file, withVersion(read(file), version)]),
      [LOCK, lockWithVersion(read(LOCK), version)],
      [CHANGELOG, closeUnreleased(read(CHANGELOG), version, date)],
    ])
    for (const [file, text] of changed) writeFileSync(join(root, file), text)
    git('add', ...changed.keys())
    git('commit', '--quiet', '-m', `release: ${version}`)
  }
  const differences = differencesIn(root)
  if (differences.length > 0) throw new ReleaseRefusal(differences.join('\n'))
  git(
    'tag',
    '--annotate',
    tag,
    '--cleanup=verbatim',
    '-m',
    `Lectern ${version}\n\n${sectionOf(read(CHANGELOG), version)}`,
  )
  const made = isCommitted ? `Set ${tag}.` : `Committed ${version} and set ${tag}.`
  return `${made} To publish it: git push --follow-tags`
}
