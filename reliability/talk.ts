import { setTimeout as sleep } from 'node:timers/promises'
import type { TimelineRow } from '@lectern/client'
import type { Device } from './device.ts'
import { between, pick, type Random } from './random.ts'

const ACT_SHARE = 0.3

/**
 * All write some messages, react, edit, delete and read, with short pauses. Resolves when all is written, not
 * sent.
 */
export const talk = async (
  devices: readonly Device[],
  conversation_id: string,
  random: Random,
  { messages, pauseMs }: { messages: number; pauseMs: number },
): Promise<void> => {
  for (let round = 0; round < messages; round++)
    for (const device of devices) {
      device.send(conversation_id, `${device.name} ${round} ${random()}`)
      if (random() < ACT_SHARE) act(device, conversation_id, random)
      if (random() < 0.5) await sleep(between(random, 0, pauseMs))
    }
}

/** Acts on a visible message. It may fail or be interrupted: only the agreement of all screens counts. */
const act = (device: Device, conversation_id: string, random: Random): void => {
  const handle = device.chat.conversation(conversation_id)
  const stored = handle.timeline
    .get()
    .rows.filter(({ status, message }) => status === 'stored' && !message.deleted_at)
  if (stored.length === 0) return
  const row = pick(random, stored)
  const own = stored.filter(isOwn)
  const acts = [
    () => handle.markRead(row.message.created_seq),
    () => void handle.react(row.id, pick(random, ['👍', '🎉']), random() < 0.7).catch(() => {}),
    ...own
      .slice(-1)
      .flatMap(({ id }) => [
        () => void handle.edit(id, `${device.name} had rather said ${random()}`).catch(() => {}),
        () => void handle.remove(id).catch(() => {}),
      ]),
  ]
  pick(random, acts)()
}

const isOwn = ({ own }: TimelineRow): boolean => own
