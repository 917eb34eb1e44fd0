import type { PlainFrame } from '@lectern/protocol'
import { Chat } from './chat.ts'
import { defaultApiUrl, type ChatOptions } from './chat-options.ts'
import { isOnline, type ConnectionState } from './connection/connection-state.ts'
import { onPageChats, pageChats, type PageChat } from './connection/page-chats.ts'
import { socketUrl } from './connection/websocket-transport.ts'
import { inbox } from './core/event-bus.ts'
import { MemoryStorage } from './core/storage.ts'
import { callSafely } from './core/store.ts'
import { managedSocket, type ManagedSocket, type SocketControl } from './managed-socket.ts'

export type OnMessage = (message: PlainFrame) => void

const OPEN: readonly ConnectionState['status'][] = ['catching_up', 'live', 'degraded']
const ENDED: readonly ConnectionState['status'][] = ['auth_required', 'stopped']

export const isOpen = (chat: PageChat): boolean => OPEN.includes(chat.state().status)
/** A chat that knows its user will connect, also while it still loads what the device has. */
export const isConnecting = (chat: PageChat): boolean => !ENDED.includes(chat.state().status)

/** The chats of the server that the options name. Options that name no server mean any. */
export const chatsFor = ({ apiUrl, webSocket }: ChatOptions): PageChat[] =>
  pageChats().filter(
    (chat) =>
      (apiUrl === undefined || chat.apiUrl === apiUrl.replace(/\/+$/, '')) &&
      (webSocket === undefined || chat.network === webSocket),
  )

/** A user's listeners, and the chat that the manager opened for them because the page had none. */
export class ManagedConnection {
  readonly #user_id: string
  readonly #options: ChatOptions
  readonly #left: () => void
  readonly #sockets = new Map<SocketControl, OnMessage>()
  readonly #stops: (() => void)[]
  #own: Chat | undefined
  /** The chat of the page that has the connection, or had it last. */
  #joined: PageChat | undefined
  /** The own chat turned out to be somebody else's. */
  #inVain = false

  /** `left` is called when the last listener has left. */
  constructor(user_id: string, options: ChatOptions, left: () => void) {
    this.#user_id = user_id
    this.#options = options
    this.#left = left
    this.#stops = [
      inbox().on(user_id, (message) => this.#received(message)),
      onPageChats(() => this.#changed()),
    ]
  }

  /** Whether it waits until a chat, of the page or its own, says whose it is. */
  get isPending(): boolean {
    return this.#own ? this.#own.session.isRestoring : this.#mayCome
  }

  listen(onMessage: OnMessage): ManagedSocket {
    const control = managedSocket({
      url: socketUrl(this.#options.apiUrl ?? defaultApiUrl(), this.#user_id),
      isOpen: () => this.#chats.some((chat) => this.#is(chat) && isOpen(chat)),
      probe: () => this.#chats.find((chat) => this.#is(chat))?.probe(),
      leave: () => {
        if (this.#sockets.delete(control) && this.#sockets.size === 0) this.close()
      },
    })
    this.#sockets.set(control, onMessage)
    this.#inVain = false
    this.#joined = undefined
    if (this.#own && hasEnded(this.#own)) this.#end()
    this.#settle()
    // Whoever holds it sets `onopen` first.
    queueMicrotask(() => control.changed())
    return control.socket
  }

  close(): void {
    for (const stop of this.#stops) stop()
    this.#end()
    for (const control of [...this.#sockets.keys()]) control.ended()
    this.#sockets.clear()
    this.#left()
  }

  get #chats(): PageChat[] {
    return chatsFor(this.#options)
  }

  get #mayCome(): boolean {
    return this.#chats.some((chat) => chat.isRestoring())
  }

  #is(chat: PageChat): boolean {
    return chat.user_id() === this.#user_id
  }

  #received(message: PlainFrame): void {
    for (const onMessage of new Set(this.#sockets.values())) callSafely(() => onMessage(message))
    for (const control of [...this.#sockets.keys()]) control.receive(message)
  }

  #changed(): void {
    this.#settle()
    for (const control of [...this.#sockets.keys()]) control.changed()
  }

  /** Joins the chat of this user, waits for one that does not know its user yet, or opens one. */
  #settle(): void {
    const { session } = this.#own ?? {}
    if (session?.user_id !== undefined && session.user_id !== this.#user_id) {
      this.#inVain = true
      this.#end()
    }
    const holder = this.#chats.find((chat) => this.#is(chat) && chat.chat !== this.#own)
    if (holder) this.#join(holder)
    else if (!this.#own && !this.#inVain && !this.#mayCome && !this.#isThere(this.#joined))
      this.#own = this.#open()
  }

  #join(holder: PageChat): void {
    this.#joined = holder
    // Both share one line, unless the own chat asks a server that the host does not use.
    if (this.#own && isOpen(holder) && !isOnline(this.#own.connection.state.get())) this.#end()
  }

  /** A chat that is there and not this user's was signed out: the manager does not sign in again. */
  #isThere(chat: PageChat | undefined): boolean {
    return chat !== undefined && this.#chats.includes(chat)
  }

  /** The token may come after several attempts, and be of somebody else. */
  #open(): Chat {
    const chat = new Chat({ storage: new MemoryStorage(), cache: false, ...this.#options })
    void chat.session.restore()
    return chat
  }

  #end(): void {
    const own = this.#own
    this.#own = undefined
    own?.close()
  }
}

/** Whether it will never connect again by itself. */
const hasEnded = ({ session, connection }: Chat): boolean =>
  ['signed_out', 'replaced', 'password_due'].includes(session.state.get().status) ||
  ENDED.includes(connection.state.get().status)
