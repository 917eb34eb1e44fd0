import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ManualClock } from '../testing/manual-clock.ts'
import { Keys } from './keys.ts'

const DAY_MS = 24 * 60 * 60_000
const ACCEPT_MS = 10 * 60_000

describe('keys', () => {
  let folder: string
  let clock: ManualClock
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'lectern-keys-'))
    clock = new ManualClock()
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  const open = () => new Keys(join(folder, 'keys'), clock, ACCEPT_MS)

  it('are files that other users cannot read', () => {
    open().signing()
    const keys = join(folder, 'keys')
    expect(statSync(keys).mode & 0o777).toBe(0o700)
    for (const file of readdirSync(keys)) expect(statSync(join(keys, file)).mode & 0o777).toBe(0o600)
  })

  it('are the same after a restart', () => {
    const before = open()
    const after = open()
    expect(before.signing().id).toBe(open().signing().id)
    expect(after.secret).toBe(before.secret)
    expect(after.secret).toMatch(/^[\w-]{43}$/)
  })

  it('O3 O5 are not replaced when they cannot be read, are empty, or are gone', () => {
    open().signing()
    const keys = join(folder, 'keys')
    const secret = join(keys, 'secret')
    const whole = readFileSync(secret)
    writeFileSync(secret, '')
    expect(open).toThrow(`${secret} is not a whole secret`)
    rmSync(secret)
    mkdirSync(secret)
    expect(open).toThrow(`${secret} cannot be read: EISDIR`)
    rmSync(secret, { recursive: true })
    const opened = () => new Keys(keys, clock, ACCEPT_MS, false)
    expect(opened).toThrow(`${secret} is missing, but the database is not new`)
    writeFileSync(secret, whole)
    const pem = join(keys, readdirSync(keys).find((file) => file.endsWith('.pem')) ?? '')
    writeFileSync(pem, '')
    expect(open).toThrow(`${pem} is not a whole key`)
  })

  it('O13 change at once by a command, which a running server notices within a minute', () => {
    const server = open()
    const old = server.signing()
    clock.advance(1_000)
    const { id } = open().rotate()
    expect(id).not.toBe(old.id)
    clock.advance(60_000)
    expect(server.signing().id).toBe(id)
    // What the old one signed is valid until it expires, and not longer.
    expect(server.find(old.id)?.id).toBe(old.id)
    clock.advance(ACCEPT_MS)
    expect(server.find(old.id)).toBeUndefined()
  })

  it('change after thirty days, and the old one is accepted until its signatures have expired', () => {
    const keys = open()
    const old = keys.signing()
    clock.advance(30 * DAY_MS - 1)
    expect(keys.signing().id).toBe(old.id)
    clock.advance(1)
    const young = keys.signing()
    expect(young.id).not.toBe(old.id)
    clock.advance(ACCEPT_MS)
    expect(keys.find(old.id)?.id).toBe(old.id)
    clock.advance(1)
    expect(keys.find(old.id)).toBeUndefined()
    expect(keys.find(young.id)?.id).toBe(young.id)
  })

  it('are deleted when they have retired', () => {
    const keys = open()
    for (let month = 0; month < 4; month++) {
      keys.signing()
      clock.advance(30 * DAY_MS)
    }
    expect(readdirSync(join(folder, 'keys')).filter((file) => file.endsWith('.pem'))).toHaveLength(2)
  })

  it('made by another process are found', () => {
    const server = open()
    const command = open()
    expect(server.find(command.signing().id)?.id).toBe(command.signing().id)
  })

  it('are not looked for outside the folder', () => {
    const keys = open()
    keys.signing()
    expect(keys.find('../keys/secret')).toBeUndefined()
  })
})
