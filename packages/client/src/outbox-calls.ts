import { endpoints, type Changed } from '@lectern/protocol'
import type { Http } from './http.ts'
import type { OutboxItem } from './outbox-item.ts'

/** Always the same id, so that whatever got lost it is one message (MS2); never as somebody else. */
export const sendNew = (http: Http, { id, user_id, conversation_id, body }: OutboxItem): Promise<Changed> =>
  http.call(endpoints.sendMessage, {
    params: { id: conversation_id },
    body: { id, ...body },
    as: user_id,
  })

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
