// A class whose many members can together send more than one person may.
import { setTimeout as sleep } from 'node:timers/promises'
import { LIMITS } from '@lectern/protocol'
import { systemClock } from '../../apps/server/src/platform/clock.ts'
import { mintId } from '../../apps/server/src/platform/ids.ts'
import { Casting } from '../../e2e/cast.ts'
import type { Person } from '../../e2e/person.ts'
import { PASSWORD } from '../../e2e/server.ts'
import { Api } from '../api.ts'

export interface Sender {
  person: Person
  api: Api
}

export interface Class {
  /** Somebody new, without conversations. */
  reader(): Promise<Person>
  senders: readonly Sender[]
  close(): Promise<void>
}

export interface Load {
  conversation_ids: readonly string[]
  senders: readonly Sender[]
  per_second: number
  seconds: number
  /** The number of the first message. */
  first: number
}

/** The senders that a conversation needs for a load: nobody may send more than the limit. */
export const sendersFor = (per_second: number, seconds: number): number => {
  const allowed = LIMITS.sends * (1 + (seconds * 1_000) / LIMITS.send_window_ms)
  return Math.ceil((per_second * seconds * 1.2) / allowed)
}

export const makeClass = async (
  { url, port, dataDir }: { url: string; port: number; dataDir: string },
  senders: number,
): Promise<Class> => {
  const casting = await Casting.open(url, dataDir)
  const people: Sender[] = []
  for (let index = 1; index <= senders; index++) {
    const person = await casting.instructor(`Sender ${index}`)
    const api = new Api(port)
    await api.signIn(person.email, PASSWORD)
    people.push({ person, api })
  }
  let readers = 0
  return {
    reader: () => casting.instructor(`Reader ${++readers}`),
    senders: people,
    close: () => {
      for (const { api } of people) api.close()
      return casting.close()
    },
  }
}

const TICK_MS = 5

/** Sends numbered messages at this pace, in turns over conversations and senders; resolves when all are taken. */
export const send = async (load: Load): Promise<number> => {
  const { conversation_ids, senders, per_second, seconds, first } = load
  const total = per_second * seconds
  const pending: Promise<unknown>[] = []
  const begun = performance.now()
  while (pending.length < total) {
    const due = Math.min(total, Math.ceil(((performance.now() - begun) / 1_000) * per_second))
    for (let index = pending.length; index < due; index++) {
      const conversation_id = conversation_ids[index % conversation_ids.length] ?? ''
      const sender = senders[Math.floor(index / conversation_ids.length) % senders.length]
      if (sender) pending.push(post(sender, conversation_id, textOf(first + index)))
    }
    await sleep(TICK_MS)
  }
  await Promise.all(pending)
  return total
}

/** Once more when the server closed the kept connection meanwhile: the id makes it the same message. */
const post = async ({ api }: Sender, conversation_id: string, content: string): Promise<void> => {
  const path = `/conversations/${conversation_id}/messages`
  const body = { id: mintId(systemClock), content }
  await api.call('POST', path, body).catch(() => api.call('POST', path, body))
}

const textOf = (number: number): string => `The slope is $m = \\frac{y_2 - y_1}{x_2 - x_1}$. No. ${number}.`
