import { Agent, request } from 'node:http'
import type { Tokens } from '@lectern/protocol'
import { PASSWORD } from './start-server.ts'

/** Calls one server over connections that are kept. */
export class Api {
  readonly #agent: Agent
  readonly #port: number
  #token = ''

  constructor(port: number, connections = 1) {
    this.#agent = new Agent({ keepAlive: true, maxSockets: connections })
    this.#port = port
  }

  /** Returns the access token. */
  async signIn(email: string, password = PASSWORD): Promise<string> {
    const asked = { email, password, refresh_in: 'body' }
    this.#token = (await this.call<Tokens>('POST', '/auth/login', asked)).access_token
    return this.#token
  }

  /** Calls with this access token. */
  use(token: string): void {
    this.#token = token
  }

  /** @throws Error when it is refused */
  call<T>(method: string, path: string, body?: object): Promise<T> {
    const text = body === undefined ? undefined : JSON.stringify(body)
    return new Promise((resolve, reject) => {
      const asked = request(
        {
          agent: this.#agent,
          host: '127.0.0.1',
          port: this.#port,
          method,
          path,
          headers: {
            ...(this.#token !== '' && { authorization: `Bearer ${this.#token}` }),
            ...(text !== undefined && {
              'content-type': 'application/json',
              'content-length': Buffer.byteLength(text),
            }),
          },
        },
        (answer) => {
          const chunks: Buffer[] = []
          answer.on('data', (chunk: Buffer) => chunks.push(chunk))
          answer.on('end', () => {
            const content = Buffer.concat(chunks).toString()
            if ((answer.statusCode ?? 500) >= 300)
              return reject(new Error(`${method} ${path}: ${answer.statusCode} ${content}`))
            const isJson = answer.headers['content-type']?.includes('json') ?? false
            return resolve((isJson ? JSON.parse(content) : content) as T)
          })
        },
      )
      asked.on('error', reject)
      asked.end(text)
    })
  }

  close(): void {
    this.#agent.destroy()
  }
}
