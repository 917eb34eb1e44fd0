import { endpoints, type Search, type SearchHits } from '@lectern/protocol'
import type { Http } from '../http/http.ts'

/** The messages of the user's conversations. */
export interface Messages {
  /** Messages that have all the words, a page at a time; `partial` if none has. @throws ApiError */
  search(asked: Search): Promise<SearchHits>
}

export const searchMessages = (http: Http, asked: Search): Promise<SearchHits> => {
  const known = Object.entries(asked).filter(([, value]) => value !== undefined && value !== '')
  return http.call(endpoints.search, { query: Object.fromEntries(known) })
}
