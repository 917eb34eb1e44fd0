import { endpoints, type SimilarQuestion } from '@lectern/protocol'
import type { Http } from '../http/http.ts'

export interface SimilarOptions {
  /** Only what staff vouched for. */
  endorsed?: boolean
}

/** What was asked before. */
export interface Questions {
  /** Answered ones like what one writes, from own conversations, the nearest first. @throws ApiError */
  similar(q: string, options?: SimilarOptions): Promise<SimilarQuestion[]>
}

/** Answered questions like what one writes, from own conversations, the nearest first. @throws ApiError */
export const findSimilar = async (
  http: Http,
  q: string,
  { endorsed = false }: SimilarOptions = {},
): Promise<SimilarQuestion[]> => {
  const query = { q, ...(endorsed && { endorsed: 'true' as const }) }
  return (await http.call(endpoints.listSimilar, { query })).similar
}
