// Clients over a network that drops, doubles, reorders, delays and fails, against the wire contract in memory,
// with a virtual clock. After quiet, every view equals the server's, nothing is lost or doubled, and a resumed
// client equals a fresh one.
import fc from 'fast-check'
import { World, type Step } from './sync-world.property.ts'

const client = fc.nat({ max: 3 })
const pick = fc.nat({ max: 999 })
const step = (type: Step['type'], weight: number) => ({
  weight,
  arbitrary: fc.record({ type: fc.constant(type), client, pick, other: pick }),
})

const steps = fc.array(
  fc.oneof(
    step('send', 12),
    step('write', 4),
    step('burst', 1),
    step('touch', 3),
    step('race', 4),
    step('edit', 4),
    step('remove', 2),
    step('undo', 3),
    step('react', 3),
    step('read', 5),
    step('open', 4),
    step('release', 2),
    step('page', 5),
    step('jump', 2),
    step('cut', 3),
    step('offline', 2),
    step('online', 2),
    step('reload', 2),
    step('kill', 2),
    step('block', 3),
    step('long', 1),
    step('expel', 1),
    step('admit', 1),
    step('purge', 1),
    step('backup', 1),
    step('restore', 1),
    step('wait', 8),
  ),
  { minLength: 5, maxLength: 30 },
)

/** After quiet every client must see exactly the server's state, and a fresh client must see the same. */
export const syncProperty = fc.asyncProperty(
  fc.nat(),
  fc.boolean(),
  steps,
  async (worldSeed, reconnect, run) => {
    const world = await World.create(worldSeed)
    try {
      for (const each of run) await world.take(each)
      await world.quiet(reconnect)
      const differences = await world.differences(reconnect)
      if (differences.length > 0) throw new Error(JSON.stringify(differences, undefined, 2))
    } finally {
      world.close()
    }
  },
)
