import { unreachableError } from '../core/errors.ts'
import type { Link, Transport, TransportName } from './transport.ts'

/** A transport whose code is loaded when it is first tried: most networks let sockets through. */
export const lazyTransport = (name: TransportName, load: () => Promise<Transport>): Transport => ({
  name,
  fallback: true,
  open: (user_id, events) => {
    let link: Link | undefined
    let closed = false
    load().then(
      (transport) => {
        if (!closed) link = transport.open(user_id, events)
      },
      () => closed || events.failed(unreachableError('The code could not be loaded.')),
    )
    return {
      send: (frame) => link?.send(frame),
      close: () => {
        closed = true
        link?.close()
      },
    }
  },
})
