import type { DownFrame } from '@lectern/protocol'

/** Reads server-sent events as they come. */
export class EventClient {
  readonly messages: string[] = []
  readonly ended: Promise<void>
  readonly #abort = new AbortController()
  readonly #waiting = new Set<() => void>()

  constructor(url: string, token: string) {
    this.ended = this.#read(url, token).catch(() => {})
  }

  get frames(): DownFrame[] {
    return this.messages.filter((text) => text !== 'pong').flatMap((text) => JSON.parse(text) as DownFrame)
  }

  ofType<Type extends DownFrame['type']>(type: Type): Extract<DownFrame, { type: Type }>[] {
    return this.frames.filter((frame) => frame.type === type) as Extract<DownFrame, { type: Type }>[]
  }

  async first<Type extends DownFrame['type']>(type: Type): Promise<Extract<DownFrame, { type: Type }>> {
    await this.until(() => this.ofType(type).length > 0)
    return this.ofType(type)[0]!
  }

  async until(holds: () => boolean): Promise<void> {
    if (holds()) return
    const { promise, resolve } = Promise.withResolvers<void>()
    const look = (): void => {
      if (holds()) resolve()
    }
    this.#waiting.add(look)
    await promise
    this.#waiting.delete(look)
  }

  close(): void {
    this.#abort.abort()
  }

  async #read(url: string, token: string): Promise<void> {
    const headers = { authorization: `Bearer ${token}` }
    const response = await fetch(url, { headers, signal: this.#abort.signal })
    let rest = ''
    for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
      const events = (rest + chunk).split('\n\n')
      rest = events.pop() ?? ''
      for (const event of events) if (event.startsWith('data: ')) this.messages.push(event.slice(6))
      for (const look of this.#waiting) look()
    }
  }
}
