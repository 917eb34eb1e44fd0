import { setTimeout as sleep } from 'node:timers/promises'
import { Hostile, type Asked } from './hostile.ts'

export interface Attack {
  name: string
  /** How the server refuses it; undefined where each request is cheap and allowed. */
  refusal?: 'budget' | 'socket'
  /** What one connection does, until `isOver`. */
  run(hostile: Hostile, isOver: () => boolean, connection: number): Promise<void>
}

const CONNECTIONS = 20
const WORDS =
  'why does the derivative of a product have two terms when one factor is constant and the other grows'
const PAUSE_AFTER_ERROR_MS = 20
const MAX_BUFFERED = 256 * 1024

/** Asks again and again. */
const asking =
  (draw: (hostile: Hostile, round: number) => Asked) =>
  async (hostile: Hostile, isOver: () => boolean): Promise<void> => {
    for (let round = 0; !isOver(); round++)
      if ((await hostile.ask(draw(hostile, round))) === 0) await sleep(PAUSE_AFTER_ERROR_MS)
  }

const pickOf = ({ conversation_ids }: Hostile, round: number): string =>
  conversation_ids[round % conversation_ids.length] ?? ''

/** Sends on a socket without a pause, and comes back when it is closed. */
const flooding =
  (frameOf: (hostile: Hostile, round: number) => string) =>
  async (hostile: Hostile, isOver: () => boolean): Promise<void> => {
    while (!isOver())
      await hostile.socket((socket) => {
        let round = 0
        const burst = (): void => {
          if (isOver()) return socket.close()
          if (socket.readyState !== WebSocket.OPEN) return
          for (let at = 0; at < 50 && socket.bufferedAmount < MAX_BUFFERED; at++)
            socket.send(frameOf(hostile, round++))
          setTimeout(burst, 1)
        }
        burst()
      })
  }

/** Half of a hundred kilobytes that has to be parsed before it is refused. */
const DEEP = `${'['.repeat(25_000)}${']'.repeat(25_000)}`
const PARAGRAPHS = Array.from({ length: 2_000 }, (_, at) => `# Part ${at}\n\n${WORDS}.`).join('\n\n')

const single: readonly Attack[] = [
  { name: 'lists', run: asking(() => ({ method: 'GET', path: '/conversations?limit=100' })) },
  {
    name: 'histories',
    run: asking((hostile, round) => ({
      method: 'GET',
      path: `/conversations/${pickOf(hostile, round)}/messages?limit=100`,
    })),
  },
  {
    name: 'searches',
    run: asking((_, round) => ({
      method: 'GET',
      path: [
        `/documents?q=${encodeURIComponent(WORDS)}`,
        '/conversations?q=a',
        '/users?q=a',
        `/questions/similar?q=${encodeURIComponent(WORDS)}`,
      ][round % 4] as string,
    })),
  },
  {
    name: 'polls',
    run: asking(() => ({
      method: 'POST',
      path: '/sync',
      body: {
        heads: Object.fromEntries(Array.from({ length: 1_000 }, () => [crypto.randomUUID(), 1])),
        wait_ms: 0,
      },
    })),
  },
  {
    name: 'messages',
    refusal: 'budget',
    run: asking((hostile, round) => ({
      method: 'POST',
      path: `/conversations/${pickOf(hostile, round)}/messages`,
      body: { id: crypto.randomUUID(), content: '*$~[`'.repeat(3_000) },
    })),
  },
  {
    name: 'groups',
    refusal: 'budget',
    run: asking(() => ({ method: 'POST', path: '/conversations', body: { kind: 'group', member_ids: [] } })),
  },
  {
    name: 'documents',
    refusal: 'budget',
    run: asking(({ conversation_ids: [conversation_id] }) => ({
      method: 'POST',
      path: '/documents',
      body: { title: 'Long', format: 'markdown', content: PARAGRAPHS, conversation_id },
    })),
  },
  {
    name: 'uploads',
    refusal: 'budget',
    run: asking(({ conversation_ids: [conversation_id] }) => ({
      method: 'POST',
      path: '/attachments/uploads',
      headers: {
        'tus-resumable': '1.0.0',
        'upload-length': '20000000',
        'upload-metadata': `filename ${btoa('a.pdf')},conversation_id ${btoa(conversation_id ?? '')}`,
      },
    })),
  },
  {
    name: 'tickets',
    refusal: 'budget',
    run: asking(() => ({ method: 'POST', path: '/auth/ticket' })),
  },
  {
    name: 'sign-ins',
    run: asking(({ person: { email } }) => ({
      method: 'POST',
      path: '/auth/login',
      body: { email, password: 'wrong again' },
    })),
  },
  {
    name: 'nonsense',
    run: asking((hostile, round) => ({
      method: 'POST',
      path: `/conversations/${pickOf(hostile, round)}/messages`,
      body: round % 2 === 0 ? DEEP : '{"content":',
    })),
    refusal: 'budget',
  },
  {
    name: 'signals',
    refusal: 'budget',
    run: asking((hostile, round) => ({
      method: 'POST',
      path: `/conversations/${pickOf(hostile, round)}/typing`,
      body: { on: round % 2 === 0 },
    })),
  },
  {
    name: 'frames',
    refusal: 'socket',
    run: flooding(({ conversation_ids }, round) =>
      JSON.stringify(
        round % 2 === 0
          ? { type: 'watch', conversation_ids: conversation_ids.slice(0, 200) }
          : { type: 'typing', conversation_id: conversation_ids[0], on: true },
      ),
    ),
  },
  {
    name: 'broken frames',
    refusal: 'socket',
    run: flooding((_, round) => (round % 2 === 0 ? '{"type":' : DEEP)),
  },
  {
    name: 'reconnections',
    run: async (hostile, isOver) => {
      while (!isOver()) await hostile.socket((socket) => socket.close())
    },
  },
]

/** Everything at the same time, each on some of the connections. */
const everything: Attack = {
  name: 'everything',
  run: async (hostile, isOver, connection) => {
    const attack = single[connection % single.length]
    await attack?.run(hostile, isOver, connection)
  },
}

export const attacks: readonly Attack[] = [...single, everything]

/** One attack on all connections. */
export const play = async (attack: Attack, hostile: Hostile, isOver: () => boolean): Promise<void> => {
  const lines = Array.from({ length: CONNECTIONS }, (_, connection) =>
    attack.run(hostile, isOver, connection),
  )
  await Promise.all(lines)
}
