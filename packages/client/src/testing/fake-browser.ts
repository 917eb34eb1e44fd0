import { MemoryStorage } from '../core/storage.ts'
import type { BrowserTabs, ChannelLike, LocksLike } from '../core/browser-tabs.ts'

interface Held {
  tab: FakeTab
  lost: (reason: unknown) => void
}

interface Waiting {
  tab: FakeTab
  grant: () => void
}

/**
 * The tabs of one browser: they share storage, locks and channels.
 * @example
 * const browser = new FakeBrowser()
 * const [first, second] = [browser.tab(), browser.tab()]
 * const chat = new Chat({ tabs: first, storage: browser.storage })
 */
export class FakeBrowser {
  readonly storage = new MemoryStorage({ shared: true })
  readonly #channels = new Map<string, Set<FakeChannel>>()
  readonly #held = new Map<string, Held>()
  readonly #waiting = new Map<string, Waiting[]>()

  tab(): FakeTab {
    return new FakeTab(this)
  }

  openChannel(name: string, tab: FakeTab): ChannelLike {
    const channels = this.#channels.get(name) ?? new Set()
    this.#channels.set(name, channels)
    const channel = new FakeChannel(tab, channels)
    channels.add(channel)
    return channel
  }

  /** Like `navigator.locks.request`. */
  request<T>(
    tab: FakeTab,
    name: string,
    { signal, steal }: { signal?: AbortSignal; steal?: boolean },
    run: () => Promise<T> | T,
  ): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const grant = () => {
        const held: Held = { tab, lost: reject }
        this.#held.set(name, held)
        queueMicrotask(() => {
          const release = () => {
            if (this.#held.get(name) === held) this.#free(name)
          }
          void Promise.resolve(run()).then(resolve, reject).finally(release)
        })
      }
      if (steal) {
        this.#held.get(name)?.lost(new DOMException('Stolen', 'AbortError'))
        return grant()
      }
      const waiting = this.#waiting.get(name) ?? []
      this.#waiting.set(name, waiting)
      const entry = { tab, grant }
      signal?.addEventListener('abort', () => {
        if (!waiting.includes(entry)) return
        waiting.splice(waiting.indexOf(entry), 1)
        reject(signal.reason)
      })
      waiting.push(entry)
      if (!this.#held.has(name)) this.#free(name)
    })
  }

  /** Like a browser, releases the locks and requests of a closed tab. */
  forget(tab: FakeTab): void {
    for (const [name, waiting] of this.#waiting)
      this.#waiting.set(
        name,
        waiting.filter((each) => each.tab !== tab),
      )
    for (const [name, held] of [...this.#held]) if (held.tab === tab) this.#free(name)
  }

  #free(name: string): void {
    this.#held.delete(name)
    this.#waiting.get(name)?.shift()?.grant()
  }
}

export class FakeTab implements BrowserTabs {
  readonly #browser: FakeBrowser
  #frozen = false

  constructor(browser: FakeBrowser) {
    this.#browser = browser
  }

  get deaf(): boolean {
    return this.#frozen
  }

  readonly locks: LocksLike = {
    request: (name, options, run) => this.#browser.request(this, name, options, run),
  }

  readonly channel = (name: string): ChannelLike => this.#browser.openChannel(name, this)

  /** Neither sends nor receives, but keeps its locks. */
  freeze(): void {
    this.#frozen = true
  }

  thaw(): void {
    this.#frozen = false
  }

  /** Ends the process without a goodbye. Close its chat afterwards: nothing of that reaches the others. */
  kill(): void {
    this.#frozen = true
    this.#browser.forget(this)
  }
}

class FakeChannel implements ChannelLike {
  onmessage: ((event: { data: unknown }) => void) | null = null
  readonly #tab: FakeTab
  readonly #all: Set<FakeChannel>

  constructor(tab: FakeTab, all: Set<FakeChannel>) {
    this.#tab = tab
    this.#all = all
  }

  postMessage(message: unknown): void {
    if (this.#tab.deaf) return
    const data: unknown = structuredClone(message)
    for (const other of this.#all) if (other !== this) queueMicrotask(() => other.#receive(data))
  }

  close(): void {
    this.#all.delete(this)
  }

  #receive(data: unknown): void {
    if (!this.#tab.deaf) this.onmessage?.({ data })
  }
}
