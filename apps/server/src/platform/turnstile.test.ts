import { describe, expect, it } from 'vitest'
import { entriesOf } from '../testing/holdings.ts'
import { Turnstile, type TurnstileOptions } from './turnstile.ts'

/** Visitors by name; each stays inside until it is told to leave. */
class Visits {
  readonly entered: string[] = []
  readonly turnstile: Turnstile
  readonly #inside = new Map<string, PromiseWithResolvers<void>>()
  readonly #passes = new Map<string, Promise<void>>()

  constructor(options: TurnstileOptions) {
    this.turnstile = new Turnstile(options)
  }

  /** `name` is that of the group, and after a blank that of the visitor. */
  come(name: string, first = false): Promise<void> {
    const passed = this.turnstile.pass({ who: name.split(' '), first }, () => {
      const leave = Promise.withResolvers<void>()
      this.entered.push(name)
      this.#inside.set(name, leave)
      return leave.promise
    })
    this.#passes.set(name, passed)
    return passed
  }

  async leave(name: string, error?: Error): Promise<void> {
    if (error) this.#inside.get(name)?.reject(error)
    else this.#inside.get(name)?.resolve()
    await this.#passes.get(name)?.catch(() => {})
  }

  /** Everybody leaves, in the order in which they came in. */
  async empty(): Promise<void> {
    for (const name of this.entered) await this.leave(name)
  }
}

describe('a turnstile', () => {
  it('lets so many in at once, in order, and hands a place on after a failure', async () => {
    const visits = new Visits({ at_once: 2, max_waiting: 10 })
    for (const name of ['a 1', 'a 2', 'a 3', 'a 4']) void visits.come(name).catch(() => {})
    expect(visits.entered).toEqual(['a 1', 'a 2'])
    await visits.leave('a 1', new Error('fell'))
    expect(visits.entered).toEqual(['a 1', 'a 2', 'a 3'])
    await visits.empty()
    expect(visits.entered).toEqual(['a 1', 'a 2', 'a 3', 'a 4'])
    expect(entriesOf(visits.turnstile)).toEqual({ '#inside': 0 })
  })

  it('refuses more than may wait, of all and of one group', async () => {
    const visits = new Visits({ at_once: 1, max_waiting: 3, max_waiting_each: 2 })
    for (const name of ['a 1', 'a 2', 'a 3']) void visits.come(name)
    await expect(visits.come('a 4')).rejects.toMatchObject({ code: 'unavailable' })
    void visits.come('b 1')
    await expect(visits.come('c 1')).rejects.toMatchObject({ code: 'unavailable' })
    await visits.empty()
    expect(visits.entered).toEqual(['a 1', 'a 2', 'b 1', 'a 3'])
  })

  it('S10 lets groups take turns, and within a group those that it consists of', async () => {
    const visits = new Visits({ at_once: 1, max_waiting: 100 })
    void visits.come('here zero')
    for (let i = 0; i < 20; i++) void visits.come(`flood account${i % 2} ${i}`)
    void visits.come('flood teacher')
    void visits.come('elsewhere person')
    await visits.empty()
    expect(visits.entered.indexOf('elsewhere person')).toBe(2)
    expect(visits.entered.indexOf('flood teacher')).toBe(4)
    expect(visits.entered).toHaveLength(23)
  })

  it('lets those in first that are first', async () => {
    const visits = new Visits({ at_once: 1, max_waiting: 100 })
    for (const name of ['a 1', 'a 2', 'b 1']) void visits.come(name)
    void visits.come('a known', true)
    await visits.empty()
    expect(visits.entered).toEqual(['a 1', 'a known', 'a 2', 'b 1'])
  })

  it('S12 keeps a place free of a group that has its share', async () => {
    const visits = new Visits({ at_once: 2, at_once_each: 1, max_waiting: 100 })
    for (const name of ['a 1', 'a 2', 'a 3']) void visits.come(name)
    expect(visits.entered).toEqual(['a 1'])
    void visits.come('b 1')
    expect(visits.entered).toEqual(['a 1', 'b 1'])
    await visits.leave('b 1')
    expect(visits.entered).toEqual(['a 1', 'b 1'])
    await visits.empty()
    expect(visits.entered).toEqual(['a 1', 'b 1', 'a 2', 'a 3'])
  })
})
