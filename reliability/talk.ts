import { setTimeout as sleep } from 'node:timers/promises'
import type { Device } from './device.ts'
import { between, type Random } from './random.ts'

/** Everybody writes some messages, now and then pausing for a moment. Resolves when all are written, not sent. */
export const talk = async (
  devices: readonly Device[],
  conversation_id: string,
  random: Random,
  { messages, pauseMs }: { messages: number; pauseMs: number },
): Promise<void> => {
  for (let round = 0; round < messages; round++)
    for (const device of devices) {
      device.send(conversation_id, `${device.name} ${round} ${random()}`)
      if (random() < 0.5) await sleep(between(random, 0, pauseMs))
    }
}
