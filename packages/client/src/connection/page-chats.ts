// The chats of a page. A chat is listed from its first moment on, so nobody has to guess from a pause who will have
// the line: the chats of one user share it as tabs do, and the manager joins the one that is there.
import { Emitter } from '../core/emitter.ts'
import { oncePerPage } from '../core/page.ts'
import type { ConnectionState } from './connection-state.ts'

/** A chat, for code that knows only the server and the user. */
export interface PageChat {
  readonly chat: object
  readonly apiUrl: string
  readonly network: unknown
  /** The signed-in user. */
  user_id(): string | undefined
  /** The server has not yet said whose chat it is. */
  isRestoring(): boolean
  state(): ConnectionState
  /** Finds out whether the line is alive. */
  probe(): void
}

const page = () =>
  oncePerPage('chats', () => ({ all: new Set<PageChat>(), events: new Emitter<{ changed: undefined }>() }))

/** The chats of this page, also those of other copies of this module. */
export const pageChats = (): readonly PageChat[] => [...page().all]

/** Calls `listener` when a chat comes, goes, or changes its user or its connection. */
export const onPageChats = (listener: () => void): (() => void) => page().events.on('changed', listener)

export const pageChanged = (): void => page().events.emit('changed', undefined)

/** Lists a chat until the returned function is called. */
export const enterPage = (chat: PageChat): (() => void) => {
  const { all } = page()
  all.add(chat)
  return () => {
    all.delete(chat)
    pageChanged()
  }
}
