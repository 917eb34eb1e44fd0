// The excerpts of a conversation: the request of each, and the rule for its messages.
import { endpoints, type QuestionStatus } from '@lectern/protocol'
import { toApiError } from '../core/errors.ts'
import type { ExcerptOptions } from './excerpt.ts'
import type { Http } from '../http/http.ts'

/** The pinned messages, the newest first. */
export const pinsOf = (id: string, http: Http): ExcerptOptions => ({
  load: () => http.call(endpoints.listPins, { params: { id } }),
  holds: ({ pinned_at }) => pinned_at !== undefined,
  newestFirst: true,
})

/** The questions of one status, the newest first. */
export const questionsOf = (id: string, http: Http, status: QuestionStatus): ExcerptOptions => ({
  load: (cursor) =>
    http.call(endpoints.listQuestions, {
      params: { id },
      query: { status, ...(cursor === undefined ? {} : { cursor }) },
    }),
  holds: ({ question }) => question?.status === status,
  newestFirst: true,
})

/** A message and the replies to it, the oldest first. */
export const threadOf = (id: string, http: Http, message_id: string): ExcerptOptions => ({
  load: (cursor) =>
    http.call(endpoints.listThread, {
      params: { id, message_id },
      query: cursor === undefined ? {} : { cursor },
    }),
  holds: (message) => message.id === message_id || message.reply_to_id === message_id,
  newestFirst: false,
})

/** One message; none if it was purged, and another request would not bring it back. */
export const singleOf = (id: string, http: Http, message_id: string): ExcerptOptions => ({
  load: async () => {
    const query = { around: message_id, limit: 1 }
    try {
      const { messages } = await http.call(endpoints.listMessages, { params: { id }, query })
      return { messages, next_cursor: null }
    } catch (error) {
      if (toApiError(error).code !== 'not_found') throw error
      return { messages: [], next_cursor: null }
    }
  },
  holds: (message) => message.id === message_id,
  newestFirst: false,
})
