// What `createConnection` returns: it looks like a `WebSocket` to code that was written for one, and calling it closes it.
import type { PlainFrame } from '@lectern/protocol'

/**
 * One listener's hold on a user's connection, in the form of a `WebSocket`. `close()`, or calling it, ends it; the
 * connection ends with the last one. It opens again by itself after a break: `readyState` is 0 meanwhile.
 */
export type ManagedSocket = WebSocket & (() => void)

/** The connection behind it. */
interface Managed {
  url: string
  isOpen(): boolean
  probe(): void
  leave(): void
}

const [CONNECTING, OPEN, CLOSING, CLOSED] = [0, 1, 2, 3] as const
const KINDS = ['open', 'message', 'error', 'close'] as const
type Kind = (typeof KINDS)[number]

/** The socket for its holder, and what its maker tells it. */
export interface SocketControl {
  socket: ManagedSocket
  receive(message: PlainFrame): void
  /** The connection may have opened or broken. */
  changed(): void
  ended(): void
}

export const managedSocket = (managed: Managed): SocketControl => {
  const target = new EventTarget()
  /** Node 22 has no `CloseEvent`; the fields are what a listener reads. */
  const tell = (kind: Kind, fields: object = {}) =>
    void target.dispatchEvent(Object.assign(new Event(kind), fields))
  let state: 0 | 1 | 3 = CONNECTING
  const changed = () => {
    if (state === CLOSED) return
    const before = state
    state = managed.isOpen() ? OPEN : CONNECTING
    if (before < state) tell('open')
  }
  const ended = () => {
    if (state === CLOSED) return
    state = CLOSED
    tell('close', { code: 1000, reason: '', wasClean: true })
  }
  const close = () => {
    ended()
    managed.leave()
  }
  const receive = (message: PlainFrame) => {
    if (state !== CLOSED) tell('message', { data: JSON.stringify(message) })
  }
  const send = (text: string) => {
    if (text !== 'ping') throw new Error('Only "ping": use sendInstructorMessage().')
    if (state !== OPEN) return
    managed.probe()
    queueMicrotask(() => state === OPEN && tell('message', { data: 'pong' }))
  }
  const socket = Object.assign(() => close(), {
    ...{ close, send, CONNECTING, OPEN, CLOSING, CLOSED, url: managed.url },
    ...{ protocol: '', extensions: '', bufferedAmount: 0, binaryType: 'blob' },
    ...{ onopen: null, onmessage: null, onerror: null, onclose: null },
    addEventListener: target.addEventListener.bind(target),
    removeEventListener: target.removeEventListener.bind(target),
    dispatchEvent: target.dispatchEvent.bind(target),
  }) as unknown as ManagedSocket
  Object.defineProperty(socket, 'readyState', { get: () => state })
  for (const kind of KINDS)
    target.addEventListener(kind, (event) => socket[`on${kind}`]?.call(socket, event as never))
  return { socket, receive, changed, ended }
}
