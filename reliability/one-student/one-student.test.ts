// The share of `npm test`: whether the others are served and the student is refused, not how fast. The full script
// (main.ts) compares times.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { CLOSE } from '@lectern/protocol'
import { drawnSeed } from '../../scripts/drawn.ts'
import { attacks, play } from './attacks.ts'
import { openClass, watchBystanders, type Class } from './classroom.ts'

let school: Class
beforeAll(async () => {
  school = await openClass('small', drawnSeed, 5)
})
afterAll(() => school.close())

/** The others are served so often while the attack goes on. */
const SERVED = 20

it.each(attacks)(
  '$name of one student: everybody else is served, and what is too much is refused',
  async (attack) => {
    const hostile = school.hostile()
    let rounds = 0
    let isOver = false
    const { counts } = hostile
    const isRefused = () =>
      attack.refusal === undefined ||
      (attack.refusal === 'budget'
        ? counts.explained > 0
        : (counts.closes[CLOSE.flooding] ?? 0) + (counts.closes[CLOSE.protocol] ?? 0) > 0)
    const attacking = play(attack, hostile, () => isOver)
    const { times_ms, failures } = await watchBystanders(school, () => ++rounds > SERVED && isRefused())
    isOver = true
    await attacking
    hostile.close()
    expect(failures).toBe(0)
    expect(times_ms.length).toBeGreaterThanOrEqual(SERVED)
    expect(counts.statuses[500] ?? 0).toBe(0)
  },
)
