import type { PlainFrame } from '@lectern/protocol'
import { Chat } from './chat.ts'
import { defaultApiUrl, type ChatOptions } from './chat-options.ts'
import type { ConnectionState } from './connection/connection-state.ts'
import { ownerKey, ownerOf } from './connection/page-claim.ts'
import { inbox } from './core/event-bus.ts'
import { oncePerPage } from './core/page.ts'
import { MemoryStorage } from './core/storage.ts'

type OnMessage = (message: PlainFrame) => void

interface Entry {
  /** Absent while another chat of this page holds the connection, and after the token of somebody else. */
  chat: Chat | undefined
  listeners: Map<OnMessage, () => void>
}

const OPEN: readonly ConnectionState['status'][] = ['catching_up', 'live', 'degraded']
const CONNECTING: readonly ConnectionState['status'][] = ['connecting', 'authenticating', 'offline']
const ENDED: readonly ConnectionState['status'][] = ['auth_required', 'stopped']

/**
 * New messages by user, without stores or components: a thin layer over the one connection of a {@link Chat}.
 * There is one live socket per user in a page, however often it is asked for.
 * @example
 * const manager = WebSocketManager.getInstance()
 * manager.configure({ apiUrl: 'https://chat.example.edu', getToken })
 * manager.createConnection(userId, ({ sender, content }) => console.log(sender, content))
 */
export class WebSocketManager {
  readonly #entries = new Map<string, Entry>()
  #options: ChatOptions = {}

  /** The manager of this page. */
  static getInstance(): WebSocketManager {
    return oncePerPage('WebSocketManager', () => new WebSocketManager())
  }

  /** Applies to connections created from now on. Without `getToken` the browser's signed-in session is used. */
  configure(options: ChatOptions): void {
    this.#options = options
  }

  /**
   * Calls `onMessage` for each new message of the user's conversations, including the user's own. Joins the
   * current connection, or opens one: also in place of one that has ended, for example because its token was
   * refused. Returns a function that stops this listener only.
   */
  createConnection(userId: string, onMessage: OnMessage): () => void {
    const entry = this.#entries.get(userId) ?? { chat: undefined, listeners: new Map() }
    this.#entries.set(userId, entry)
    if (!entry.listeners.has(onMessage)) {
      entry.listeners.set(onMessage, inbox().on(userId, onMessage))
    }
    if (entry.chat && hasEnded(entry.chat)) this.#end(entry)
    if (!entry.chat && !this.#state(userId)) entry.chat = this.#open(userId, entry)
    return () => {
      entry.listeners.get(onMessage)?.()
      entry.listeners.delete(onMessage)
    }
  }

  /** Whether frames arrive for this user. */
  hasConnection(userId: string): boolean {
    return this.#is(userId, OPEN)
  }

  /** Whether a connection is being made, or made again. */
  isConnecting(userId: string): boolean {
    return (
      this.#entries.get(userId)?.chat?.session.state.get().status === 'restoring' ||
      this.#is(userId, CONNECTING)
    )
  }

  /** Whether any user has a connection, or one being made. */
  hasAnyWebSocket(): boolean {
    return [...this.#entries.keys()].some((userId) => this.hasConnection(userId) || this.isConnecting(userId))
  }

  /**
   * Ends the connection that this manager opened and its listeners; the connection of a chat in the page stays.
   */
  closeConnection(userId: string): void {
    const entry = this.#entries.get(userId)
    this.#entries.delete(userId)
    for (const off of entry?.listeners.values() ?? []) off()
    entry?.chat?.close()
  }

  /** The token may come after several attempts, and be of somebody else. */
  #open(userId: string, entry: Entry): Chat {
    const chat = new Chat({ storage: new MemoryStorage(), cache: false, ...this.#options })
    const { session } = chat
    session.state.subscribe(() => {
      if (session.user_id !== undefined && session.user_id !== userId && entry.chat === chat) this.#end(entry)
    })
    void session.restore()
    return chat
  }

  #end(entry: Entry): void {
    const { chat } = entry
    entry.chat = undefined
    chat?.close()
  }

  #is(userId: string, statuses: readonly ConnectionState['status'][]): boolean {
    const state = this.#state(userId)
    return state !== undefined && statuses.includes(state.status)
  }

  /** The state of the chat that holds the user's connection. */
  #state(userId: string): ConnectionState | undefined {
    const { apiUrl = defaultApiUrl(), webSocket = globalThis.WebSocket } = this.#options
    return ownerOf(webSocket, ownerKey(apiUrl.replace(/\/+$/, ''), userId))?.state()
  }
}

/** Whether it will never connect again by itself. */
const hasEnded = ({ session, connection }: Chat): boolean =>
  ['signed_out', 'replaced'].includes(session.state.get().status) ||
  ENDED.includes(connection.state.get().status)
