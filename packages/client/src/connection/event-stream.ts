import { createParser } from 'eventsource-parser'

/** Reads the `data` of each server-sent event. */
export class EventStreamParser {
  readonly #decoder = new TextDecoder()
  readonly #parser = createParser({ onEvent: ({ data }) => this.#events.push(data) })
  #events: string[] = []

  /** Returns the events that end in this chunk; chunks may be cut anywhere, inside a character too. */
  push(chunk: Uint8Array): string[] {
    this.#events = []
    this.#parser.feed(this.#decoder.decode(chunk, { stream: true }))
    return this.#events
  }
}
