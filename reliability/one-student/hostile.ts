// One student account with a program: 20 connections that ask again as soon as they have an answer.
import { Agent, request } from 'node:http'
import type { Person } from '../school.ts'

export interface Asked {
  method: string
  path: string
  body?: unknown
  headers?: Record<string, string>
}

export interface Counts {
  /** Answers by status. */
  statuses: Record<string, number>
  /** Of the refusals with 429: those that say what is allowed, and when. */
  explained: number
  /** Sockets that the server closed, by code. */
  closes: Record<string, number>
}

export class Hostile {
  readonly person: Person
  readonly port: number
  readonly counts: Counts = { statuses: {}, explained: 0, closes: {} }
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 20 })
  /** Ids of conversations that the student belongs to. */
  readonly conversation_ids: readonly string[]

  constructor(person: Person, port: number, conversation_ids: readonly string[]) {
    this.person = person
    this.port = port
    this.conversation_ids = conversation_ids
  }

  /** Resolves with the status; 0 when the connection broke. */
  ask({ method, path, body, headers = {} }: Asked): Promise<number> {
    const bytes = body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body)
    const all = {
      authorization: `Bearer ${this.person.access_token}`,
      ...(bytes !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    }
    return new Promise((resolve) => {
      const { port } = this
      const sent = request({ host: '127.0.0.1', port, method, path, headers: all, agent: this.#agent })
      sent.on('error', () => resolve(0))
      sent.on('response', (answer) => {
        const status = answer.statusCode ?? 0
        this.counts.statuses[status] = (this.counts.statuses[status] ?? 0) + 1
        if (status === 429 && (answer.headers['ratelimit'] ?? answer.headers['retry-after']))
          this.counts.explained++
        answer
          .resume()
          .on('end', () => resolve(status))
          .on('error', () => resolve(0))
      })
      sent.end(bytes)
    })
  }

  /** A socket of the student; `opened` is called after `hello`. Resolves when it is closed. */
  socket(opened: (socket: WebSocket) => void): Promise<void> {
    const { access_token, user_id } = this.person
    const url = `ws://127.0.0.1:${this.port}/conversations/ws/user/${user_id}?token=${access_token}`
    const socket = new WebSocket(url, 'lectern.v1')
    socket.addEventListener('message', () => opened(socket), { once: true })
    return new Promise((resolve) => {
      socket.addEventListener('error', () => resolve())
      socket.addEventListener('close', ({ code }) => {
        this.counts.closes[code] = (this.counts.closes[code] ?? 0) + 1
        resolve()
      })
    })
  }

  close(): void {
    this.#agent.destroy()
  }
}
