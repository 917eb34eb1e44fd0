import {
  endpoints,
  type Changed,
  type EditMessage,
  type OwnWindow,
  type Receipt,
  type Window,
} from '@lectern/protocol'
import { toApiError, type ApiError } from '../core/errors.ts'
import type { Http } from '../http/http.ts'
import type { MessageChange, OutboxItem, OwnWish, ReadMark } from './outbox-item.ts'

/** Why a request did not succeed: refused for good, or to be tried later. */
export type Obstacle = { is: 'refused' | 'later'; error: ApiError }

/** The outcome of a request. */
export type Outcome =
  | { is: 'stored'; window: Window }
  | { is: 'read'; receipt: Receipt }
  | { is: 'own'; window: OwnWindow }
  | Obstacle

/** Sends a new item, or the change that its author wants to one that has arrived. */
export const sendItem = async (http: Http, item: OutboxItem): Promise<Outcome> => {
  try {
    if (item.read) return { is: 'read', receipt: await putReceipt(http, item, item.read) }
    if (item.own) return { is: 'own', window: await patchOwn(http, item, item.own) }
    const { window } = await request(http, item)
    return { is: 'stored', window }
  } catch (thrown) {
    const error = toApiError(thrown)
    return { is: error.transient ? 'later' : 'refused', error }
  }
}

const request = (http: Http, item: OutboxItem): Promise<Changed> => {
  if (item.change) return sendChange(http, item, item.change)
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

const putReceipt = (
  http: Http,
  { user_id: as, conversation_id: id }: OutboxItem,
  { read_seq }: ReadMark,
): Promise<Receipt> => http.call(endpoints.putReceipt, { params: { id }, body: { read_seq }, as })

// Twice is as good as once.
const patchOwn = async (
  http: Http,
  { user_id: as, conversation_id: id }: OutboxItem,
  { patch }: OwnWish,
): Promise<OwnWindow> =>
  (await http.call(endpoints.patchOwnSettings, { params: { id }, body: patch, as })).window

// Each of them may reach the server twice: a change that is done already changes nothing.
const sendChange = (
  http: Http,
  { user_id: as, conversation_id: id }: OutboxItem,
  change: MessageChange,
): Promise<Changed> => {
  const params = { id, message_id: change.message_id }
  switch (change.is) {
    case 'edit':
      return http.call(endpoints.editMessage, { params, body: editBody(change.content, idsOf(change)), as })
    case 'delete':
      return http.call(endpoints.deleteMessage, { params, as })
    case 'reaction': {
      const call = { params: { ...params, emoji: change.emoji }, as }
      return change.on ? http.call(endpoints.addReaction, call) : http.call(endpoints.removeReaction, call)
    }
    case 'pin':
      return change.on
        ? http.call(endpoints.pinMessage, { params, body: change.judged, as })
        : http.call(endpoints.unpinMessage, { params, as })
    default:
      return change satisfies never
  }
}

const deleteMessage = (http: Http, { id, user_id, conversation_id }: OutboxItem): Promise<Changed> =>
  http.call(endpoints.deleteMessage, { params: { id: conversation_id, message_id: id }, as: user_id })

const editMessage = (
  http: Http,
  { id, user_id, conversation_id, edit = '', edit_mentions }: OutboxItem,
): Promise<Changed> =>
  http.call(endpoints.editMessage, {
    params: { id: conversation_id, message_id: id },
    body: editBody(edit, edit_mentions),
    as: user_id,
  })

const editBody = (content: string, mentions: readonly string[] | undefined): EditMessage => ({
  content,
  ...(mentions && { mentions: [...mentions] }),
})

const idsOf = ({ mentions }: Extract<MessageChange, { is: 'edit' }>): string[] | undefined =>
  mentions?.map(({ user_id }) => user_id)
