import { endpoints } from '@lectern/protocol'
import { isoTime } from '../core/clock.ts'
import type { Http } from '../http/http.ts'

/** The id of the first message of this moment (milliseconds) or later, else of the newest one. @throws ApiError */
export const findAt = async (http: Http, id: string, moment: number): Promise<string | undefined> => {
  const input = { params: { id }, query: { at: isoTime(moment), limit: 1 } }
  return (await http.call(endpoints.listMessages, input)).messages[0]?.id
}
