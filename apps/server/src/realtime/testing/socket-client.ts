// A minimal client: keeps arrived frames, and waits for them.
import { WebSocket } from 'ws'
import type { DownFrame } from '@lectern/protocol'

export interface OpenOptions {
  user_id: string
  token?: string | undefined
  protocols?: string[]
  headers?: Record<string, string>
}

export class SocketClient {
  readonly ws: WebSocket
  /** Every text in the order of arrival. */
  readonly texts: string[] = []
  /** The code of the close. */
  readonly closed: Promise<number>
  readonly #waiting = new Set<() => void>()

  constructor(port: number, { user_id, token, protocols = [], headers = {} }: OpenOptions) {
    const query = token === undefined ? '' : `?token=${encodeURIComponent(token)}`
    const url = `ws://localhost:${port}/conversations/ws/user/${user_id}${query}`
    this.ws = new WebSocket(url, protocols, { headers })
    this.closed = new Promise((resolve) => this.ws.once('close', resolve))
    this.ws.on('error', () => {})
    this.ws.on('message', (data: Buffer) => {
      this.texts.push(data.toString())
      for (const look of this.#waiting) look()
    })
  }

  /** Resolves once the socket is open. */
  async opened(): Promise<this> {
    if (this.ws.readyState === WebSocket.CONNECTING)
      await new Promise((resolve) => {
        this.ws.once('open', resolve)
        this.ws.once('close', resolve)
      })
    return this
  }

  /** Arrived frames without `pong`, batches taken apart. */
  get frames(): DownFrame[] {
    return this.texts.filter((text) => text !== 'pong').flatMap((text) => JSON.parse(text) as DownFrame)
  }

  ofType<Type extends DownFrame['type']>(type: Type): Extract<DownFrame, { type: Type }>[] {
    return this.frames.filter((frame) => frame.type === type) as Extract<DownFrame, { type: Type }>[]
  }

  /** The first arrived or future frame of a type. */
  async first<Type extends DownFrame['type']>(type: Type): Promise<Extract<DownFrame, { type: Type }>> {
    await this.until(() => this.ofType(type).length > 0)
    return this.ofType(type)[0]!
  }

  /** The code with which the server closes it; `hello` when that comes instead. */
  refused(): Promise<number | 'hello'> {
    return Promise.race([this.closed, this.first('hello').then(() => 'hello' as const)])
  }

  until(isTrue: () => boolean): Promise<void> {
    if (isTrue()) return Promise.resolve()
    return new Promise((resolve) => {
      const look = (): void => {
        if (!isTrue()) return
        this.#waiting.delete(look)
        resolve()
      }
      this.#waiting.add(look)
    })
  }

  send(frame: object | string): void {
    this.ws.send(typeof frame === 'string' ? frame : JSON.stringify(frame))
  }

  /** Resolves when everything the server has sent so far has arrived. */
  async settled(): Promise<void> {
    const pongs = () => this.texts.filter((text) => text === 'pong').length
    const before = pongs()
    this.send('ping')
    await this.until(() => pongs() > before)
  }

  forget(): void {
    this.texts.length = 0
  }

  close(): void {
    this.ws.terminate()
  }
}
