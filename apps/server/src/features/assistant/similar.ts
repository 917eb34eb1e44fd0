// Answered questions that are similar to a text in progress. Only from conversations of which the user is a
// member now: they could have read them there.
import type { SimilarQuestion } from '@lectern/protocol'
import type { Stored, StoredMessage } from '../../records/stored.ts'
import type { Context, Viewer } from '../context.ts'
import { findMarkedReplies } from '../messages/questions-rows.ts'
import { nearness } from './likeness.ts'
import { findAnsweredQuestions } from './similar-rows.ts'

const LOOKED_AT = 300
const SHOWN = 3

export const findSimilar = async (
  { db }: Context,
  viewer: Viewer,
  { q, endorsed }: { q: string; endorsed?: 'true' | undefined },
): Promise<Stored<SimilarQuestion>[]> => {
  const all = await findAnsweredQuestions(db.read, viewer.user_id, LOOKED_AT)
  const near = all
    .map((each) => ({ ...each, near: nearness(q, each.question.content) }))
    .filter((each) => each.near > 0)
    .sort((a, b) => b.near - a.near)
  const similar: Stored<SimilarQuestion>[] = []
  for (const { question, title } of near) {
    const answer = bestOf(await findMarkedReplies(db.read, question.id), endorsed === 'true')
    if (answer) similar.push({ conversation_id: question.conversation_id, title, question, answer })
    if (similar.length === SHOWN) break
  }
  return similar
}

/** Prefers the endorsed answer to the accepted one. */
const bestOf = (replies: readonly StoredMessage[], endorsedOnly: boolean): StoredMessage | undefined => {
  const standing = replies.filter(({ deleted_at, content }) => deleted_at === undefined && content !== '')
  const endorsed = standing.find(({ answer }) => answer?.endorsed_by !== undefined)
  return endorsed ?? (endorsedOnly ? undefined : standing[0])
}
