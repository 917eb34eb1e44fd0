// What the list of notices needs of the rest. It is handed to it: if its file imported it, a bundler would have to take the core
// apart into files that both load.
import { endpoints, LIMITS, type UpFrame } from '@lectern/protocol'
import { backoffMs } from '../core/backoff.ts'
import { isoTime, type Clock } from '../core/clock.ts'
import { toApiError } from '../core/errors.ts'
import { Emitter } from '../core/emitter.ts'
import { Cell } from '../core/store.ts'
import type { Http } from '../http/http.ts'
import { SessionEra } from '../http/session-era.ts'

export interface NoticeOptions {
  http: Http
  clock: Clock
  random: () => number
  /** Sends an ephemeral frame; false without a connection. */
  send(frame: UpFrame): boolean
}

export const noticeCore = {
  // One by one: taken apart, the endpoints would all be needed.
  endpoints: {
    listNotices: endpoints.listNotices,
    dismissNotices: endpoints.dismissNotices,
    getNoticeSettings: endpoints.getNoticeSettings,
    patchNoticeSettings: endpoints.patchNoticeSettings,
    getHearing: endpoints.getHearing,
    getPush: endpoints.getPush,
    putPush: endpoints.putPush,
    deletePush: endpoints.deletePush,
    testPush: endpoints.testPush,
  },
  page_rows: LIMITS.page_rows,
  ...{ backoffMs, isoTime, toApiError, Emitter, Cell, SessionEra },
}
export type NoticeCore = typeof noticeCore
