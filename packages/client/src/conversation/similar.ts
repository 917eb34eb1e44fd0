import { endpoints, type SimilarQuestion } from '@lectern/protocol'
import type { Http } from '../http/http.ts'

export interface SimilarOptions {
  /** Only answers that staff endorsed. */
  endorsed?: boolean
}

/** Questions that were asked before. */
export interface Questions {
  /**
   * Answered questions similar to a text, from the user's conversations, the nearest first. @throws ApiError
   */
  similar(q: string, options?: SimilarOptions): Promise<SimilarQuestion[]>
}

/** Answered questions similar to a text, from the user's conversations, the nearest first. @throws ApiError */
export const findSimilar = async (
  http: Http,
  q: string,
  { endorsed = false }: SimilarOptions = {},
): Promise<SimilarQuestion[]> => {
  const query = { q, ...(endorsed && { endorsed: 'true' as const }) }
  return (await http.call(endpoints.listSimilar, { query })).similar
}
