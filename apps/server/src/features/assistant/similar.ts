// Answered questions that are similar to a text in progress. Only from conversations of which the user is a
// member now: they could have read them there.
import type { SimilarQuestion } from '@lectern/protocol'
import type { Stored, StoredMessage } from '../../records/stored.ts'
import type { Context, Viewer } from '../context.ts'
import { findMarkedReplies } from '../messages/questions-rows.ts'
import { findMessage } from '../../records/messages.ts'
import { perSystem } from '../per-system.ts'
import { askedPart } from './kinds/asked-part.ts'
import { isAsking, kindOf } from './kinds/kind-of.ts'
import { rankQuestions, Wordings } from './rank-questions.ts'
import { findAnsweredQuestions } from './similar-rows.ts'

const LOOKED_AT = 300
/** The nearest ones whose answers are looked at. */
const TRIED = 12
const SHOWN = 3
/** So that the next request, a moment later, reads no question again. */
const REMEMBERED = 1_000

const wordings = perSystem(() => new Wordings(REMEMBERED))

export const findSimilar = async (
  ctx: Context,
  viewer: Viewer,
  { q, endorsed }: { q: string; endorsed?: 'true' | undefined },
): Promise<Stored<SimilarQuestion>[]> => {
  const { read } = ctx.db
  const all = await findAnsweredQuestions(read, viewer.user_id, LOOKED_AT)
  const { ranked } = await rankQuestions(askedIn(q), all, wordings(ctx))
  const similar: Stored<SimilarQuestion>[] = []
  for (const { id, conversation_id, title } of ranked.slice(0, TRIED)) {
    const answer = bestOf(await findMarkedReplies(read, { conversation_id, id }), endorsed === 'true')
    const question = answer && (await findMessage(read, id))?.message
    if (question) similar.push({ conversation_id, title, question, answer })
    if (similar.length === SHOWN) break
  }
  return similar
}

/** Only what asks is compared: polite words around it are in no other question. */
const askedIn = (written: string): string => {
  const { kind, asking } = kindOf(written)
  return kind === 'material' && isAsking(written) ? asking.map(askedPart).join(' ') : written
}

/** Prefers the endorsed answer to the accepted one. */
const bestOf = (replies: readonly StoredMessage[], endorsedOnly: boolean): StoredMessage | undefined => {
  const standing = replies.filter(({ deleted_at, content }) => deleted_at === undefined && content !== '')
  const endorsed = standing.find(({ answer }) => answer?.endorsed_by !== undefined)
  return endorsed ?? (endorsedOnly ? undefined : standing[0])
}
