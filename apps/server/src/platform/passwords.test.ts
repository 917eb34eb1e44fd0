import { parseOptions } from '@node-rs/argon2'
import { describe, expect, it } from 'vitest'
import { PASSWORD_COST, Passwords } from './passwords.ts'

describe('passwords', () => {
  it('are hashed with Argon2id, 64 MiB, three passes', async () => {
    expect(PASSWORD_COST).toEqual({ memory_kib: 65_536, passes: 3 })
    const hash = await new Passwords().hash('correct horse')
    expect(hash).toMatch(/^\$argon2id\$v=19\$m=65536,t=3,p=1\$/)
  })

  it('cost the same to compare for an unknown account', async () => {
    const passwords = new Passwords({ memory_kib: 8, passes: 1 })
    expect(parseOptions(passwords.decoy)).toEqual(parseOptions(await passwords.hash('correct horse')))
    expect(await passwords.verify(undefined, 'correct horse')).toBe(false)
    expect(await passwords.verify(null, 'correct horse')).toBe(false)
  })

  it('are right or wrong', async () => {
    const passwords = new Passwords({ memory_kib: 8, passes: 1 })
    const known = await passwords.hash('correct horse')
    expect(await passwords.verify(known, 'correct horse')).toBe(true)
    expect(await passwords.verify(known, 'Correct horse')).toBe(false)
  })
})
