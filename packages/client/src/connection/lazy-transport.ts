import type { Clock } from '../core/clock.ts'
import { unreachableError } from '../core/errors.ts'
import type { Http } from '../http/http.ts'
import { fallbackCore as core } from './fallback-core.ts'
import type { FallbackName } from './fallback-transports.ts'
import type { Link, Transport } from './transport.ts'

/** A transport whose code is loaded when it is first tried: most networks let sockets through. */
export const lazyTransport = (name: FallbackName, http: Http, clock: Clock): Transport => ({
  name,
  fallback: true,
  open: (user_id, events) => {
    let link: Link | undefined
    let closed = false
    import('./fallback-transports.ts').then(
      ({ fallbackTransport }) => {
        if (!closed) link = fallbackTransport(name, { http, clock, core }).open(user_id, events)
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
