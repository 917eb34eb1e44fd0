// A school in which one student has a program, and the others only want to see their conversations.
import { Agent, request } from 'node:http'
import { seededRandom } from '../random.ts'
import type { Person } from '../school.ts'
import { Stage } from '../stage.ts'
import type { Size } from '../time-limits.ts'
import { Hostile } from './hostile.ts'

const BYSTANDERS = [2, 3, 4, 5] as const
const HOSTILE = 1
const EVERY_MS = 100

export interface Class {
  stage: Stage
  hostile: () => Hostile
  close(): Promise<void>
}

/** Ada has a course with everybody and `groups` groups, each with some messages. */
export const openClass = async (size: Size, seed: number, groups: number): Promise<Class> => {
  const stage = await Stage.set({
    random: seededRandom(seed),
    size,
    people: 6,
    // As a school has them.
    env: { LECTERN_BUDGET_FACTOR: '1' },
  })
  const ada = stage.school.person(0)
  const everybody = [HOSTILE, ...BYSTANDERS].map((index) => stage.school.person(index).user_id)
  const ids: string[] = []
  for (let at = 0; at < groups; at++) {
    const { id } = (await post(stage, ada, '/conversations', {
      kind: 'group',
      title: `Group ${at}`,
      member_ids: everybody,
    })) as { id: string }
    ids.push(id)
    await post(stage, ada, `/conversations/${id}/messages`, { content: `Welcome to group ${at}` })
  }
  return {
    stage,
    hostile: () => new Hostile(stage.school.person(HOSTILE), stage.server.port, ids),
    close: () => stage.close(),
  }
}

const post = async (
  { server }: Stage,
  { access_token }: Person,
  path: string,
  body: object,
): Promise<unknown> => {
  const answer = await fetch(`http://127.0.0.1:${server.port}${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${access_token}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (!answer.ok) throw new Error(`POST ${path} was answered with ${answer.status}: ${await answer.text()}`)
  return answer.json()
}

export interface Served {
  /** From the moment at which each request was due to its answer. */
  times_ms: number[]
  /** Answers other than 200, and broken connections. */
  failures: number
}

/** The others read their conversations at a steady rate, whether they have been answered or not. */
export const watchBystanders = async ({ stage }: Class, isOver: () => boolean): Promise<Served> => {
  const served: Served = { times_ms: [], failures: 0 }
  const agent = new Agent({ keepAlive: true })
  const waiting: Promise<void>[] = []
  const begun = performance.now()
  for (let round = 0; !isOver(); round++) {
    const due = begun + round * (EVERY_MS / BYSTANDERS.length)
    const wait = due - performance.now()
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait))
    const person = stage.school.person(BYSTANDERS[round % BYSTANDERS.length] ?? 2)
    waiting.push(
      listOf(stage, person, agent).then((status) => {
        served.times_ms.push(performance.now() - due)
        if (status !== 200) served.failures++
      }),
    )
  }
  await Promise.all(waiting)
  agent.destroy()
  return served
}

const listOf = ({ server }: Stage, { access_token }: Person, agent: Agent): Promise<number> =>
  new Promise((resolve) => {
    const headers = { authorization: `Bearer ${access_token}` }
    const { port } = server
    const sent = request({ host: '127.0.0.1', port, path: '/conversations', headers, agent }, (answer) => {
      answer
        .resume()
        .on('end', () => resolve(answer.statusCode ?? 0))
        .on('error', () => resolve(0))
    })
    sent.on('error', () => resolve(0))
    sent.end()
  })
