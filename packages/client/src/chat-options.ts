import { browserTabs, type BrowserTabs } from './core/browser-tabs.ts'
import { systemClock, systemRandom, type Clock } from './core/clock.ts'
import { IndexedDbStorage } from './core/storage-indexeddb.ts'
import { steady } from './core/steady-storage.ts'
import { pageTabs } from './core/page-tabs.ts'
import { MemoryStorage, type ClientStorage } from './core/storage.ts'
import { tabMemory, type KeptValue } from './core/tab-memory.ts'
import type { WebSocketConstructor } from './connection/websocket-transport.ts'
import type { Mistake } from './mistake.ts'

export interface ChatOptions {
  /** Default: `import.meta.env.VITE_API_URL`, else `http://localhost:8002`. */
  apiUrl?: string
  /** Embedding: the host supplies access tokens; otherwise `session.signIn` does. */
  getToken?: () => Promise<string>
  /** Where the refresh token lives. Default: `cookie` in a browser, `body` elsewhere. */
  refreshIn?: 'cookie' | 'body'
  /**
   * Default: IndexedDB in a browser, memory elsewhere. It may refuse, be full, or never answer: after four seconds
   * the chat goes on without it, until it answers.
   */
  storage?: ClientStorage
  clock?: Clock
  fetch?: typeof fetch
  webSocket?: WebSocketConstructor
  /**
   * Default: the browser's channel and locks, so that its tabs share one connection; `null` gives each page its
   * own. The chats of one user in a page share one either way.
   */
  tabs?: BrowserTabs | null
  /**
   * Remembers the person of this tab across a reload. Default: the browser's `sessionStorage`, unless `storage` or
   * `getToken` is given.
   */
  tabMemory?: KeptValue
  /** Keeps the last conversations for visits without a network. Default: true if storage outlives the page. */
  cache?: boolean
  /** Jitter; [0, 1). */
  random?: () => number
  /**
   * Hears what fails before the server has answered once: `getToken`, a wrong `apiUrl`, a page that the server does not
   * list. Without it, the console has one line for each, which says what to do.
   */
  onError?: (mistake: Mistake) => void
  /** Writes each change of the session and the connection to the console. */
  debug?: boolean
}

const DEFAULT_API_URL = 'http://localhost:8002'

interface ViteMeta {
  env?: { VITE_API_URL?: string }
}

/**
 * `VITE_API_URL` if Vite built the page, else the default of a local server. Vite replaces exactly this
 * expression: if it is taken apart, as in `const { env } = import.meta`, a built page has no value.
 */
export const defaultApiUrl = (): string => (import.meta as ViteMeta).env?.VITE_API_URL || DEFAULT_API_URL

const inBrowser = (): boolean => typeof document !== 'undefined'

/** The options, with the defaults for those left out. */
export const withDefaults = (options: ChatOptions) => {
  const apiUrl = (options.apiUrl ?? defaultApiUrl()).replace(/\/+$/, '')
  const clock = options.clock ?? systemClock
  const storage =
    options.storage ?? (inBrowser() ? new IndexedDbStorage(`lectern ${apiUrl}`) : new MemoryStorage())
  const webSocket = options.webSocket ?? (globalThis.WebSocket as unknown as WebSocketConstructor)
  const fetcher: typeof fetch = options.fetch ?? ((input, init) => globalThis.fetch(input, init))
  return {
    apiUrl,
    clock,
    random: options.random ?? systemRandom,
    storage: steady(storage, clock),
    webSocket,
    refreshIn: options.refreshIn ?? (inBrowser() ? 'cookie' : 'body'),
    tabs: (options.tabs === undefined ? browserTabs() : options.tabs) ?? pageTabs(webSocket),
    getToken: options.getToken,
    onError: options.onError,
    debug: options.debug,
    tabMemory:
      options.tabMemory ??
      (inBrowser() && !options.storage && !options.getToken ? tabMemory(`lectern ${apiUrl}`) : undefined),
    cache: options.cache ?? (inBrowser() || options.storage !== undefined),
    fetcher,
  }
}
