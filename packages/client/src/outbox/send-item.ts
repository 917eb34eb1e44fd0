import { endpoints, type Changed, type Window } from '@lectern/protocol'
import { toApiError, type ApiError } from '../core/errors.ts'
import type { Http } from '../http/http.ts'
import type { OutboxItem } from './outbox-item.ts'

/** The outcome of a request: stored, refused for good, or to be tried later. */
export type Outcome =
  { is: 'stored'; window: Window } | { is: 'refused'; error: ApiError } | { is: 'later'; error: ApiError }

/** Sends a new item, or the change that its author wants to one that has arrived. */
export const sendItem = async (http: Http, item: OutboxItem): Promise<Outcome> => {
  try {
    const { window } = await request(http, item)
    return { is: 'stored', window }
  } catch (thrown) {
    const error = toApiError(thrown)
    return { is: error.transient ? 'later' : 'refused', error }
  }
}

const request = (http: Http, item: OutboxItem): Promise<Changed> => {
  if (item.status !== 'acknowledged') return item.action ? postAction(http, item) : postMessage(http, item)
  return item.undone ? deleteMessage(http, item) : editMessage(http, item)
}

// Always uses the same id, so that the server applies it once (MS2, CA3), and never another user's token.
const postMessage = (http: Http, { id, user_id, conversation_id, body }: OutboxItem): Promise<Changed> =>
  http.call(endpoints.sendMessage, { params: { id: conversation_id }, body: { id, ...body }, as: user_id })

const postAction = (http: Http, { id, user_id, action }: OutboxItem): Promise<Changed> => {
  if (!action) throw new Error('The item is no action.')
  const { card_id, message_id: _, ...asked } = action
  return http.call(endpoints.actOnCard, { params: { id: card_id }, body: { id, ...asked }, as: user_id })
}

const deleteMessage = (http: Http, { id, user_id, conversation_id }: OutboxItem): Promise<Changed> =>
  http.call(endpoints.deleteMessage, { params: { id: conversation_id, message_id: id }, as: user_id })

const editMessage = (http: Http, { id, user_id, conversation_id, edit = '' }: OutboxItem): Promise<Changed> =>
  http.call(endpoints.editMessage, {
    params: { id: conversation_id, message_id: id },
    body: { content: edit },
    as: user_id,
  })
