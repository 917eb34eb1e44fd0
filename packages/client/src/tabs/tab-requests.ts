// Combines the requests of all tabs for their one connection: it watches what any tab watches, and the person
// is active when active in any tab.
import type { PostedFrame } from '@lectern/protocol'
import type { Clock } from '../core/clock.ts'

interface TabRequest {
  watched: readonly string[]
  idle: boolean
  heardAt: number
}

/** A killed tab sends no goodbye; a background tab reports at least once a minute. */
const FORGOTTEN_MS = 150_000
const MAX_WATCHED = 200

export class TabRequests {
  readonly #clock: Clock
  readonly #tabs = new Map<string, TabRequest>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** Returns the frame to send instead of this tab's own. */
  note(tab: string, frame: PostedFrame): PostedFrame {
    if (frame.type === 'ping') return frame
    const request = this.#tabs.get(tab) ?? { watched: [], idle: false, heardAt: 0 }
    request.heardAt = this.#clock.monotonic()
    this.#tabs.set(tab, request)
    if (frame.type === 'watch') {
      request.watched = frame.conversation_ids
      return { type: 'watch', conversation_ids: this.#watched() }
    }
    if (frame.type === 'activity') {
      request.idle = frame.state === 'idle'
      const state = this.#present().every(({ idle }) => idle) ? 'idle' : 'active'
      return { type: 'activity', state }
    }
    return frame
  }

  forget(tab: string): void {
    this.#tabs.delete(tab)
  }

  #present(): TabRequest[] {
    const now = this.#clock.monotonic()
    const isPresent = ([tab, { heardAt }]: [string, TabRequest]) => tab === '' || now - heardAt < FORGOTTEN_MS
    return [...this.#tabs].filter(isPresent).map(([, request]) => request)
  }

  #watched(): string[] {
    return [...new Set(this.#present().flatMap(({ watched }) => watched))].slice(-MAX_WATCHED)
  }
}
