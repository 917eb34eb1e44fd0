import type { ChatOptions } from './chat-options.ts'
import { oncePerPage } from './core/page.ts'
import { chatsFor, isConnecting, isOpen, ManagedConnection, type OnMessage } from './managed-connection.ts'
import type { ManagedSocket } from './managed-socket.ts'

/**
 * New messages by user, without stores or components: a thin layer over the one connection of a {@link Chat}.
 * There is one live socket per user in a page, however often it is asked for, and whoever comes first.
 * @example
 * const manager = WebSocketManager.getInstance()
 * manager.configure({ apiUrl: 'https://chat.example.edu', getToken })
 * manager.createConnection(userId, ({ sender, content }) => console.log(sender, content))
 */
export class WebSocketManager {
  readonly #connections = new Map<string, ManagedConnection>()
  #options: ChatOptions = {}

  /** The manager of this page. */
  static getInstance(): WebSocketManager {
    return oncePerPage('WebSocketManager', () => new WebSocketManager())
  }

  /**
   * Applies to connections created from now on. Without `apiUrl` it joins the chat of the page, of whatever server;
   * without `getToken` the browser's signed-in session is used.
   */
  configure(options: ChatOptions): void {
    this.#options = options
  }

  /**
   * Calls `onMessage` for each new message of the user's conversations, including the user's own. Joins the chat of
   * this page, also one that is only restoring its session, or opens a connection: also in place of one that has
   * ended, for example because its token was refused. The result can be used as a `WebSocket`; closing or calling it
   * ends this listener, and with the last one the connection that the manager opened.
   */
  createConnection(userId: string, onMessage: OnMessage): ManagedSocket {
    const connection = this.#connections.get(userId) ?? this.#connect(userId)
    return connection.listen(onMessage)
  }

  /** Whether frames arrive for this user. */
  hasConnection(userId: string): boolean {
    return chatsFor(this.#options).some((chat) => chat.user_id() === userId && isOpen(chat))
  }

  /** Whether a connection is being made, or made again. */
  isConnecting(userId: string): boolean {
    const chats = chatsFor(this.#options).filter((chat) => chat.user_id() === userId)
    const isPending = this.#connections.get(userId)?.isPending === true
    return !chats.some(isOpen) && (isPending || chats.some(isConnecting))
  }

  /** Whether the user has a connection, or one being made. */
  hasAnyWebSocket(userId: string): boolean {
    return this.hasConnection(userId) || this.isConnecting(userId)
  }

  /**
   * Ends the connection that this manager opened and its listeners; the connection of a chat in the page stays.
   */
  closeConnection(userId: string): void {
    this.#connections.get(userId)?.close()
  }

  #connect(userId: string): ManagedConnection {
    const connection = new ManagedConnection(userId, this.#options, () => this.#connections.delete(userId))
    this.#connections.set(userId, connection)
    return connection
  }
}
