import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { root as workspace } from '../run.ts'
import { sectionOf } from './changelog.ts'
import { commitOf } from './commit.ts'
import { release } from './release.ts'
import { differencesIn, isLater } from './versions.ts'

test('O8 all packages have one version, and the changelog has its section', () => {
  expect(differencesIn(workspace)).toEqual([])
  const { version } = JSON.parse(readFileSync(join(workspace, 'package.json'), 'utf8'))
  expect(sectionOf(readFileSync(join(workspace, 'CHANGELOG.md'), 'utf8'), version)).toMatch(/^### |\n- /)
})

test.each([
  ['0.2.0', '0.1.9', true],
  ['0.10.0', '0.9.0', true],
  ['1.0.0', '1.0.0-rc.2', true],
  ['1.0.0-rc.10', '1.0.0-rc.9', true],
  ['0.1.0', '0.1.0', false],
  ['0.1.0', '0.2.0', false],
  ['1.0.0-rc.1', '1.0.0', false],
])('%s is later than %s: %s', (version, than, later) => {
  expect(isLater(version, than)).toBe(later)
})

describe('a release', () => {
  let root: string
  const git = (...args: string[]) => execFileSync('git', args, { cwd: root, encoding: 'utf8' }).trim()
  const write = (file: string, content: unknown) =>
    writeFileSync(
      join(root, file),
      typeof content === 'string' ? content : `${JSON.stringify(content, undefined, 2)}\n`,
    )
  const read = (file: string) => readFileSync(join(root, file), 'utf8')
  const take = (version: string) => release({ root, version, date: '2026-12-01' })

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'lectern-release-'))
    mkdirSync(join(root, 'packages/client'), { recursive: true })
    const dependencies = { '@lectern/protocol': '0.1.0', zod: '^4' }
    write('package.json', { name: 'school', version: '0.1.0', workspaces: ['packages/*'] })
    write('packages/client/package.json', { name: '@lectern/client', version: '0.1.0', dependencies })
    const packages = {
      '': { version: '0.1.0' },
      'node_modules/zod': { version: '4.1.0' },
      'packages/client': { version: '0.1.0', dependencies },
    }
    write('package-lock.json', { version: '0.1.0', packages })
    write('CHANGELOG.md', '# Changelog\n\n## [Unreleased]\n\n- Bells\n\n## [0.1.0] - 2026-11-01\n\n- All\n')
    git('init', '--quiet', '--initial-branch=main')
    git('config', 'user.name', 'Ada')
    git('config', 'user.email', 'ada@example.edu')
    git('add', '.')
    git('commit', '--quiet', '-m', 'all')
  })
  afterEach(() => rmSync(root, { recursive: true, force: true }))

  test('O8 sets the versions, closes the changelog, commits and sets the tag', () => {
    expect(take('0.2.0')).toContain('Committed 0.2.0 and set v0.2.0')
    expect(differencesIn(root)).toEqual([])
    expect(JSON.parse(read('packages/client/package.json'))).toMatchObject({
      version: '0.2.0',
      dependencies: { '@lectern/protocol': '0.2.0', zod: '^4' },
    })
    expect(JSON.parse(read('package-lock.json')).packages).toMatchObject({
      'node_modules/zod': { version: '4.1.0' },
      'packages/client': { version: '0.2.0' },
    })
    expect(read('CHANGELOG.md')).toBe(
      '# Changelog\n\n## [Unreleased]\n\n## [0.2.0] - 2026-12-01\n\n- Bells\n\n## [0.1.0] - 2026-11-01\n\n- All\n',
    )
    expect(git('status', '--porcelain')).toBe('')
    expect(git('log', '-1', '--format=%s')).toBe('release: 0.2.0')
    expect(git('describe', '--exact-match')).toBe('v0.2.0')
    expect(git('tag', '--list', '-n9', 'v0.2.0')).toContain('- Bells')
  })

  test('O8 sets only the tag of a version that is committed already', () => {
    const before = git('rev-parse', 'HEAD')
    expect(take('0.1.0')).toBe('Set v0.1.0. To publish it: git push --follow-tags')
    expect(git('rev-parse', 'v0.1.0^{commit}')).toBe(before)
  })

  test.each([
    ['next', () => {}, 'is no version'],
    ['0.0.9', () => {}, 'is not later than 0.1.0'],
    ['0.2.0', () => write('notes.txt', 'x'), 'Commit or drop'],
    ['0.2.0', () => void git('tag', 'v0.2.0'), 'v0.2.0 exists already'],
  ])('O8 of %s is refused, and changes nothing', (version, spoil, why) => {
    spoil()
    const before = [git('rev-parse', 'HEAD'), read('package.json'), read('CHANGELOG.md')]
    expect(() => take(version)).toThrow(why)
    expect([git('rev-parse', 'HEAD'), read('package.json'), read('CHANGELOG.md')]).toEqual(before)
  })

  test('O8 without a word on what is new is refused, and changes nothing', () => {
    write('CHANGELOG.md', '# Changelog\n\n## [Unreleased]\n\n## [0.1.0] - 2026-11-01\n\n- All\n')
    git('commit', '--quiet', '-am', 'no news')
    expect(() => take('0.2.0')).toThrow('nothing under ## [Unreleased]')
    expect(git('status', '--porcelain')).toBe('')
  })

  test('O8 what is built knows its commit, and whether there were changes besides', () => {
    const head = git('rev-parse', '--short=12', 'HEAD')
    expect(commitOf(root)).toBe(head)
    write('package.json', '{}')
    expect(commitOf(root)).toBe(`${head}-dirty`)
    rmSync(join(root, '.git'), { recursive: true })
    expect(commitOf(root)).toBeUndefined()
  })

  test('O8 does not tag packages of different versions', () => {
    write('packages/client/package.json', { name: '@lectern/client', version: '0.0.9' })
    git('commit', '--quiet', '-am', 'apart')
    expect(() => take('0.1.0')).toThrow('packages/client/package.json is not of 0.1.0')
    expect(git('tag', '--list')).toBe('')
  })
})
