// Which acts to offer. The server decides; these only hide what it would refuse.
import type { TimelineRow } from '@lectern/client'
import { isStaff, LIMITS, type ConversationKind, type Me, type Message } from '@lectern/protocol'
import { momentOf } from './timeline-items.ts'

const stands = ({ status, message }: TimelineRow): boolean => status === 'stored' && !message.deleted_at

/** It has text, or only images. */
const isWritten = ({ kind }: Message): boolean => kind === 'text' || kind === 'image'

/** React or reply. */
export const mayRespond = (row: TimelineRow): boolean =>
  stands(row) && row.message.kind !== 'system' && row.message.state !== 'streaming'

/** `now` is the server's time. */
export const mayEdit = (row: TimelineRow, me: Me, now: number): boolean =>
  row.own &&
  stands(row) &&
  isWritten(row.message) &&
  (isStaff(me.role) || now - momentOf(row) < LIMITS.student_edit_ms)

/** Mark a message as a question, or unmark it. */
export const mayAsk = (row: TimelineRow, me: Me): boolean => mayRespond(row) && (row.own || isStaff(me.role))

/** `question`: the question of the reply. */
export const mayAccept = ({ sender_id }: Message, me: Me): boolean => sender_id === me.id || isStaff(me.role)

export const mayEndorse = (me: Me): boolean => isStaff(me.role)

/** Pin a message for all members. */
export const mayPin = (row: TimelineRow, me: Me, kind: ConversationKind | undefined): boolean =>
  mayRespond(row) && (kind === 'direct' || isStaff(me.role))

/** Report a message, or block its sender. */
export const mayReport = (row: TimelineRow): boolean =>
  stands(row) && !row.own && isWrittenByPerson(row.message)

/** It can be unread: somebody else said it. */
export const mayMarkUnread = (row: TimelineRow): boolean =>
  stands(row) && !row.own && row.message.kind !== 'system'

/** Why one was told of it, or was not; staff ask for others, so also of their own messages. */
export const mayAskWhyHeard = (row: TimelineRow, me: Me): boolean =>
  stands(row) && row.message.kind !== 'system' && (!row.own || isStaff(me.role))

const isWrittenByPerson = ({ kind, sender_role }: Message): boolean =>
  kind !== 'system' && sender_role !== 'assistant'

export const mayDelete = (row: TimelineRow, me: Me): boolean =>
  stands(row) && row.message.kind !== 'system' && (row.own || isStaff(me.role))
