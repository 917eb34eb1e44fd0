import {
  endpoints,
  isStaff,
  type Me,
  type NewReport,
  type PatchPolicy,
  type Policy,
  type Report,
  type ReportState,
} from '@lectern/protocol'
import type { Http } from '../http/http.ts'
import { SessionEra } from '../http/session-era.ts'
import { Cell, type Store } from '../core/store.ts'

/** What people tell staff about a message or a person. */
export interface Reports {
  /** For staff: how many wait for them; it changes at once when there is a new one. */
  readonly open: Store<number>
  /** Names either a message or a person. With an `id` of one's own it can be repeated. @throws ApiError */
  send(report: NewReport): Promise<Report>
  /** For staff: the latest first, a page of 50 after `cursor`. @throws ApiError `forbidden` */
  list(page?: {
    state?: ReportState
    cursor?: string
  }): Promise<{ reports: Report[]; next_cursor: string | null }>
  /** For staff: says that it is dealt with, or open again. @throws ApiError */
  set(id: string, state: ReportState): Promise<Report>
}

export class ReportDesk implements Reports {
  readonly #http: Http
  readonly #me: () => Me
  readonly #open = new Cell(0)
  readonly open: Store<number> = this.#open
  /** What a former person asked for is not of this one. */
  readonly #era = new SessionEra()

  constructor(http: Http, me: () => Me) {
    this.#http = http
    this.#me = me
  }

  send(body: NewReport): Promise<Report> {
    return this.#http.call(endpoints.createReport, { body })
  }

  async list(query: { state?: ReportState; cursor?: string; limit?: number } = {}) {
    const era = this.#era.current
    const answer = await this.#http.call(endpoints.listReports, { query })
    if (this.#era.isCurrent(era)) this.#open.set(answer.open ?? 0)
    return answer
  }

  async set(id: string, state: ReportState): Promise<Report> {
    const era = this.#era.current
    const report = await this.#http.call(endpoints.patchReport, { params: { id }, body: { state } })
    if (this.#era.isCurrent(era)) void this.resume()
    return report
  }

  /** A connection is live again, or there is news: asks how many wait. Without an answer the number stays. */
  async resume(): Promise<void> {
    if (isStaff(this.#me().role)) await this.list({ state: 'open', limit: 1 }).catch(() => {})
  }

  /** The user signed out, or another one signed in. */
  clear(): void {
    this.#era.begin()
    this.#open.set(0)
  }
}

/** Who may start what with whom. */
export interface SchoolPolicy {
  /** @throws ApiError */
  get(): Promise<Policy>
  /** For administrators. @throws ApiError `forbidden` */
  change(patch: PatchPolicy): Promise<Policy>
}

export const policyOver = (http: Http): SchoolPolicy => ({
  get: () => http.call(endpoints.getPolicy),
  change: (body) => http.call(endpoints.patchPolicy, { body }),
})
