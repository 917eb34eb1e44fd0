import { parseOptions } from '@node-rs/argon2'
import { describe, expect, it } from 'vitest'
import { PASSWORD_COST, Passwords } from './passwords.ts'
import { Turnstile } from './turnstile.ts'

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

describe('a turnstile', () => {
  it('admits a limited number at once, in order, and passes a place on after a failure', async () => {
    const turnstile = new Turnstile(2, 10)
    const leave: (() => void)[] = []
    const entered: number[] = []
    const visit = (visitor: number) =>
      turnstile.pass(() => {
        entered.push(visitor)
        return new Promise<void>((resolve, reject) =>
          leave.push(visitor === 0 ? () => reject(new Error('fell')) : resolve),
        )
      })
    const visits = [0, 1, 2, 3].map(visit)
    expect(entered).toEqual([0, 1])
    leave[0]!()
    await expect(visits[0]).rejects.toThrow('fell')
    expect(entered).toEqual([0, 1, 2])
    leave[1]!()
    await visits[1]
    leave[2]!()
    leave[3]!()
    await Promise.all(visits.slice(2))
    expect(entered).toEqual([0, 1, 2, 3])
  })

  it('refuses those who would wait too long', async () => {
    const turnstile = new Turnstile(1, 1)
    let leave = (): void => {}
    const first = turnstile.pass(() => new Promise<void>((resolve) => (leave = resolve)))
    const second = turnstile.pass(async () => {})
    await expect(turnstile.pass(async () => {})).rejects.toMatchObject({ code: 'unavailable' })
    leave()
    await Promise.all([first, second])
  })
})
