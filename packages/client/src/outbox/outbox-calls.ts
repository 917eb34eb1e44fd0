import { endpoints, type Changed } from '@lectern/protocol'
import type { Http } from '../http/http.ts'
import type { OutboxItem } from './outbox-item.ts'

/** Always the same id, so that whatever got lost it is done once (MS2, CA3); never as somebody else. */
export const sendNew = (http: Http, item: OutboxItem): Promise<Changed> => {
  const { id, user_id, conversation_id, body, action } = item
  if (!action)
    return http.call(endpoints.sendMessage, {
      params: { id: conversation_id },
      body: { id, ...body },
      as: user_id,
    })
  const { card_id, message_id: _, ...asked } = action
  return http.call(endpoints.actOnCard, { params: { id: card_id }, body: { id, ...asked }, as: user_id })
}

export const sendDelete = (http: Http, item: OutboxItem): Promise<Changed> =>
  http.call(endpoints.deleteMessage, {
    params: { id: item.conversation_id, message_id: item.id },
    as: item.user_id,
  })

export const sendEdit = (http: Http, item: OutboxItem, content: string): Promise<Changed> =>
  http.call(endpoints.editMessage, {
    params: { id: item.conversation_id, message_id: item.id },
    body: { content },
    as: item.user_id,
  })
