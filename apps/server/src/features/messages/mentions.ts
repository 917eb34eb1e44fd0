// Whom a message mentions, when it is sent and after it is edited.
import type { EditMessage, NewMessage } from '@lectern/protocol'
import type { StoredMessage } from '../../records/stored.ts'
import type { LecternTransaction } from '../context.ts'
import { findNamed } from './questions-rows.ts'

type Mentions = NonNullable<StoredMessage['mentions']>

/** A member who left meanwhile is dropped from the mentions: that is no reason to refuse the message. */
export const findMentions = async (
  { query }: LecternTransaction,
  conversation_id: string,
  { mentions: wanted = [] }: Pick<NewMessage, 'mentions'>,
): Promise<Pick<StoredMessage, 'mentions'>> => {
  const mentions = wanted.length === 0 ? [] : await findNamed(query, conversation_id, wanted)
  return mentions.length === 0 ? {} : { mentions }
}

/** The message with the mentions of its new text. Whoever was mentioned before keeps the name of that time. */
export const mentionsAfter = async (
  transaction: LecternTransaction,
  { mentions: before = [], ...message }: StoredMessage,
  { content, mentions: wanted }: EditMessage,
): Promise<StoredMessage> => {
  if (!wanted)
    return withMentions(
      message,
      before.filter(({ name }) => content.includes(`@${name}`)),
    )
  const found = await findMentions(transaction, message.conversation_id, { mentions: wanted })
  const known = new Map([...(found.mentions ?? []), ...before].map((each) => [each.user_id, each]))
  return withMentions(
    message,
    [...new Set(wanted)].flatMap((id) => known.get(id) ?? []),
  )
}

const withMentions = (message: StoredMessage, mentions: Mentions): StoredMessage =>
  mentions.length === 0 ? message : { ...message, mentions }

export const sameMentions = (
  { mentions: a = [] }: StoredMessage,
  { mentions: b = [] }: StoredMessage,
): boolean => a.length === b.length && a.every(({ user_id }, index) => user_id === b[index]?.user_id)
