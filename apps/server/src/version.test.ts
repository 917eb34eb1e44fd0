import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { runLectern } from './testing/lectern-child.ts'
import { VERSION, versionLine } from './version.ts'

test('O8 the version comes with the commit that was built, if it is known', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lectern-version-'))
  const file = join(folder, 'commit')
  const lines = ['2a50ceeb0a11\n', ''].map((text) => {
    writeFileSync(file, text)
    return versionLine(file)
  })
  rmSync(folder, { recursive: true })
  expect([...lines, versionLine(file)]).toEqual([`${VERSION} (2a50ceeb0a11)`, VERSION, VERSION])
})

test('O8 `lectern --version` says both', async () => {
  const { stdout, code } = await runLectern(['--version'], {})
  expect({ stdout: stdout.trim(), code }).toEqual({ stdout: versionLine(), code: 0 })
})
