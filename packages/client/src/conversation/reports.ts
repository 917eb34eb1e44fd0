import {
  endpoints,
  type NewReport,
  type PatchPolicy,
  type Policy,
  type Report,
  type ReportState,
} from '@lectern/protocol'
import type { Http } from '../http/http.ts'

/** What people tell staff about a message or a person. */
export interface Reports {
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

export const reportsOver = (http: Http): Reports => ({
  send: (body) => http.call(endpoints.createReport, { body }),
  list: (query = {}) => http.call(endpoints.listReports, { query }),
  set: (id, state) => http.call(endpoints.patchReport, { params: { id }, body: { state } }),
})

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
