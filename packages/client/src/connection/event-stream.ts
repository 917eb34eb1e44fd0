// Server-sent events (WHATWG HTML 9.2), reduced to what a program needs: the `data` of each event.

/** A CR at the end of a chunk may be the first half of a CRLF, so it waits for the next chunk. */
const LINE_END = /\r\n|\n|\r(?!$)/

export class EventStreamParser {
  readonly #decoder = new TextDecoder()
  #rest = ''
  #lines: string[] = []

  /** Returns the events that end in this chunk; chunks may be cut anywhere, inside a character too. */
  push(chunk: Uint8Array): string[] {
    const lines = (this.#rest + this.#decoder.decode(chunk, { stream: true })).split(LINE_END)
    this.#rest = lines.pop() ?? ''
    return lines.flatMap((line) => this.#take(line))
  }

  #take(line: string): string[] {
    if (line === '') {
      const event = this.#lines.join('\n')
      this.#lines = []
      return event === '' ? [] : [event]
    }
    const data = /^data: ?(.*)$/.exec(line)?.[1]
    if (data !== undefined) this.#lines.push(data)
    return []
  }
}
