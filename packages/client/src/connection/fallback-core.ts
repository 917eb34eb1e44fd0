// What the fallback transports need of the rest. It is handed to them: if their file imported it, a bundler would have to
// take the core apart into files that both load.
import { CLOSE, endpoints, LIMITS } from '@lectern/protocol'
import { sleep } from '../core/clock.ts'
import { networkError, toApiError } from '../core/errors.ts'
import { HeadLedger } from '../sync/head-ledger.ts'
import { parseFrames } from './parse-frames.ts'

export const fallbackCore = {
  endpoints: { getEvents: endpoints.getEvents, postFrame: endpoints.postFrame, sync: endpoints.sync },
  ...{ CLOSE, LIMITS },
  ...{ HeadLedger, sleep, networkError, toApiError, parseFrames },
}
export type FallbackCore = typeof fallbackCore
