// "Why did I hear of it?" and "Why did I not?": what was decided, or the decision as it would be now.
import { isStaff, type ConversationKind, type Hearing } from '@lectern/protocol'
import { parseTimestamp } from '../../platform/clock.ts'
import { AppError, notFound } from '../../platform/errors.ts'
import { findMessage } from '../../records/messages.ts'
import { isQueued, type NoticeRecord } from '../../records/notices.ts'
import type { StoredMessage } from '../../records/stored.ts'
import { findAsMember } from '../changes/changes-rows.ts'
import type { Context, Viewer } from '../context.ts'
import { decide } from './decide.ts'
import { findAnswered, findReader, type ReaderRow } from './facts-rows.ts'
import { factsOf, levelOf } from './facts.ts'
import { findDecided } from './notices-rows.ts'
import { isForgotten } from './tell.ts'

/** @throws AppError `forbidden` for students who ask for somebody else, `not_found` */
export const getHearing = async (
  ctx: Context,
  viewer: Viewer,
  { id, message_id }: { id: string; message_id: string },
  user_id = viewer.user_id,
): Promise<Hearing> => {
  const query = ctx.db.read
  const conversation = await findAsMember(query, id, viewer.user_id)
  if (!conversation) throw notFound('conversation')
  if (user_id !== viewer.user_id && !isStaff(viewer.role))
    throw new AppError('forbidden', 'Only staff may ask what others heard of.')
  const stored = await findMessage(query, message_id)
  if (stored?.message.conversation_id !== id) throw notFound('message')
  const { message } = stored
  const { kind } = conversation
  const reader = await findReader(query, message, { kind, user_id })
  if (!reader) throw notFound('member')
  const decided = await findDecided(query, message, user_id)
  const { level, level_of } = levelOf(reader, kind)
  const hearing = decided ? told(decided) : await decideNow(ctx, { message, reader, kind })
  if (user_id === viewer.user_id) return { ...hearing, level, level_of }
  return discreet(hearing, level_of)
}

const told = ({ user_id, because, held, told_at, ended_at, ended_by }: NoticeRecord): Hearing => ({
  user_id,
  heard: true,
  because,
  ...(held !== null && { held }),
  told_at,
  ...(ended_at !== null && { ended_at }),
  ...(ended_by !== null && { ended_by }),
})

const decideNow = async (
  { db, clock }: Context,
  { message, reader, kind }: { message: StoredMessage; reader: ReaderRow; kind: ConversationKind },
): Promise<Hearing> => {
  const { user_id } = reader
  if (await isQueued(db.read, message)) return { user_id, heard: false, because: 'pending' }
  const at = parseTimestamp(message.timestamp)
  const answered = await findAnswered(db.read, message)
  const facts = factsOf(reader, { message, kind, answered, at }, false)
  // Whether it was read before it was told is known only if nothing else speaks against it.
  const decision = decide({ ...facts, isRead: false })
  if (!decision.heard) return { user_id, ...decision }
  if (isForgotten(message, clock.now())) return { user_id, heard: false, because: 'old' }
  return { user_id, heard: false, because: facts.isRead ? 'read' : 'changed' }
}

const OWN_CHOICES = new Set<Hearing['because']>(['blocked', 'nothing', 'archived', 'muted', 'changed'])

/** What a person set for themselves is nobody else's business: others hear that it was so, not what it is. */
const discreet = (hearing: Hearing, level_of: Hearing['level_of']): Hearing => {
  const { because, held, ended_at, ended_by, ...rest } = hearing
  const isChoice = OWN_CHOICES.has(because) || (because === 'level' && level_of !== 'house')
  return {
    ...rest,
    because: isChoice ? 'own_choice' : because,
    ...(held && { held: held === 'quiet' ? 'own_choice' : held }),
    // That it was dismissed is known to the person alone; how far they read is seen by all.
    ...(ended_by !== undefined &&
      ended_by !== 'dismissed' &&
      ended_at !== undefined && { ended_at, ended_by }),
  }
}
