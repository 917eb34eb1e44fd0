import {
  endpoints,
  type PlanMessage,
  type PlannedList,
  type PlannedMessage,
  type Window,
} from '@lectern/protocol'
import type { Http } from '../http/http.ts'
import { Cell, type Store } from '../core/store.ts'

/** Its conversation and its own id, which is also the id of the first message that is sent. */
export type PlannedPlace = { id: string; planned_id: string }

/** What the signed-in person wrote for later. Nothing of it is kept on the device. */
export class PlannedDesk {
  readonly #http: Http
  readonly #news = new Cell(0)
  /** Another number when the list may be another one: here, on another device, or since something was sent. */
  readonly news: Store<number> = this.#news

  constructor(http: Http) {
    this.#http = http
  }

  /** A page at a time, the next to be sent first. @throws ApiError */
  list(query: { conversation_id?: string; cursor?: string } = {}): Promise<PlannedList> {
    return this.#http.call(endpoints.listPlanned, { query })
  }

  /** Writes one for later, or changes it; needs the network. @throws ApiError */
  plan(place: PlannedPlace, body: PlanMessage): Promise<PlannedMessage> {
    return this.#http.call(endpoints.planMessage, { params: place, body })
  }

  /** @throws ApiError `conflict` if it was sent already */
  async cancel(place: PlannedPlace): Promise<void> {
    await this.#http.call(endpoints.cancelPlanned, { params: place })
  }

  /** Sends it now; the message comes as any other. @throws ApiError */
  async send(place: PlannedPlace): Promise<Window> {
    return (await this.#http.call(endpoints.sendPlanned, { params: place })).window
  }

  /** A connection is live again, or there is news. */
  resume(): void {
    this.#news.update((count) => count + 1)
  }

  /** The user signed out, or another one signed in. */
  clear(): void {
    this.resume()
  }
}
