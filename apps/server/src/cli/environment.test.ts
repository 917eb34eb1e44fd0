import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { runLectern } from '../testing/lectern-child.ts'
import { settingsOf } from './environment.ts'

describe('the settings', () => {
  let folder: string
  let file: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'lectern-settings-'))
    file = join(folder, 'lectern.env')
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  it('O2 come from one file for all commands, and the environment overrides it', () => {
    writeFileSync(file, '# of the unit\nLECTERN_DATA_DIR=/var/lib/lectern\nPORT="9000"\n')
    expect(settingsOf({ LECTERN_ENV_FILE: file, PORT: '9001' })).toEqual({
      LECTERN_DATA_DIR: '/var/lib/lectern',
      PORT: '9001',
    })
  })

  it('O2 must be there when their file is named', () => {
    expect(() => settingsOf({ LECTERN_ENV_FILE: file })).toThrow(
      `The settings ${file} cannot be read: ENOENT`,
    )
  })

  it(
    'O2 lead a command to the folder of the server, wherever it is called',
    { timeout: 60_000 },
    async () => {
      writeFileSync(file, `LECTERN_DATA_DIR=${join(folder, 'of-the-server')}\n`)
      const { stderr } = await runLectern(['user', 'list'], { LECTERN_ENV_FILE: file })
      expect(stderr).toContain(`There is no Lectern in ${join(folder, 'of-the-server')}.`)
    },
  )
})
