// Invalid requests: every endpoint of the contract with valid input, in part spoilt.
import { request } from 'node:http'
import { toJSONSchema } from 'zod/v4/core'
import { endpoints, ERRORS, Problem, type Endpoint } from '@lectern/protocol'
import { pick, type Random } from '../random.ts'
import type { TimeLimits } from '../time-limits.ts'
import type { JsonObject } from './json.ts'
import { garble, pickJunk, mangle } from './mangle.ts'
import { sample } from './sample.ts'

/** These end or outlast the test. */
const LEFT_OUT: ReadonlySet<Endpoint> = new Set<Endpoint>([
  endpoints.logout,
  endpoints.revokeSession,
  endpoints.getEvents,
  endpoints.sync,
])
const CHOICE: readonly Endpoint[] = Object.values<Endpoint>(endpoints).filter((each) => !LEFT_OUT.has(each))
const SCHEMAS = new Map(
  CHOICE.flatMap(({ params, query, body }) => [params, query, body])
    .filter((schema) => schema !== undefined)
    .map((schema) => [schema, toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as JsonObject]),
)
const ANSWER_WITHIN_MS = 20_000
/** The statuses that every endpoint may return, by the contract and by HTTP. */
const ALWAYS = [204, 400, 401, 403, 404, 405, 408, 409, 411, 413, 414, 415, 422, 429, 431, 503]

export interface Target {
  port: number
  limits: TimeLimits
  tokens: readonly string[]
  /** Ids of existing objects. */
  ids: readonly string[]
}

/** Sends one; returns the fault of the answer, if any. */
export const sendBadRequest = async (target: Target, random: Random): Promise<string | undefined> => {
  const endpoint = pick(random, CHOICE)
  const draft = draw(endpoint, target, random)
  const answer = await ask(target, draft).catch((error: unknown) => String(error))
  const what = `${draft.method} ${draft.path.slice(0, 200)} with ${draft.body.subarray(0, 300).toString('latin1')}`
  if (typeof answer === 'string') return `${what} broke off: ${answer}`
  const expected = Object.keys(endpoint.answers).map(Number)
  if (![...expected, ...ALWAYS].includes(answer.status)) return `${what} was answered with ${answer.status}`
  // The parser itself refuses headers that are too long, before there is a request.
  if (answer.status < 400 || answer.status === 431) return undefined
  const problem = Problem.safeParse(parse(answer.text))
  if (!problem.success) return `${what} was refused with ${answer.status} and no problem document`
  const known = ERRORS[problem.data.code].status
  return known === answer.status || answer.status === 405
    ? undefined
    : `${what} was refused with ${answer.status} as ${problem.data.code}`
}

interface Draft {
  method: string
  path: string
  headers: Record<string, string>
  body: Buffer
}

const draw = (endpoint: Endpoint, { tokens, ids }: Target, random: Random): Draft => {
  const spoilt = () => random() < 0.5
  const fit = (schema: Endpoint['body']) => sample((schema && SCHEMAS.get(schema)) ?? {}, random, ids)
  const params = (fit(endpoint.params) ?? {}) as JsonObject
  const path = endpoint.path.replace(/:(\w+)/g, (_, name: string) =>
    encode(random() < 0.1 ? pickJunk(random) : params[name]),
  )
  const query = Object.entries((fit(endpoint.query) ?? {}) as JsonObject).map(
    ([name, value]) => `${name}=${encode(spoilt() ? pickJunk(random) : value)}`,
  )
  const wanted = endpoint.body ? fit(endpoint.body) : null
  const text = JSON.stringify(spoilt() ? mangle(wanted, random) : wanted)
  const body = endpoint.body ? (random() < 0.2 ? garble(text, random) : Buffer.from(text)) : Buffer.alloc(0)
  const type = pick(random, ['application/json', 'application/json', 'application/json', 'text/plain', 'x'])
  const token = pick(random, [...tokens, ...tokens, 'x.y.z', ''])
  return {
    method: (random() < 0.03 ? pick(random, ['PUT', 'DELETE', 'OPTIONS']) : endpoint.method).toUpperCase(),
    path: query.length > 0 ? `${path}?${query.join('&')}` : path,
    headers: {
      'content-type': type,
      'content-length': String(body.length),
      ...(token === '' ? {} : { authorization: `Bearer ${token}` }),
    },
    body,
  }
}

/** Within the limit of a URL, and never half a character, which cannot be encoded. */
const encode = (value: unknown): string =>
  encodeURIComponent(
    (typeof value === 'string' ? value : JSON.stringify(value ?? '')).slice(0, 2_000).toWellFormed(),
  )

const ask = (
  { port, limits }: Target,
  { method, path, headers, body }: Draft,
): Promise<{ status: number; text: string }> =>
  new Promise((resolve, reject) => {
    const sent = request(
      { port, host: '127.0.0.1', method, path, headers, timeout: limits.allow(ANSWER_WITHIN_MS) },
      (answer) => {
        const chunks: Buffer[] = []
        answer
          .on('data', (chunk: Buffer) => chunks.push(chunk))
          .on('end', () =>
            resolve({ status: answer.statusCode ?? 0, text: Buffer.concat(chunks).toString() }),
          )
      },
    )
    sent.on('timeout', () => sent.destroy(new Error('no answer')))
    sent.on('error', reject)
    sent.end(body)
  })

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
