// What to offer. The server decides; these only keep away what it would refuse.
import type { TimelineRow } from '@lectern/client'
import { isStaff, LIMITS, type Me } from '@lectern/protocol'
import { now } from '../clock.ts'
import { momentOf } from './timeline-items.ts'

const stands = ({ status, message }: TimelineRow): boolean => status === 'stored' && !message.deleted_at

/** React or reply. */
export const mayRespond = (row: TimelineRow): boolean =>
  stands(row) && row.message.kind !== 'system' && row.message.state !== 'streaming'

export const mayEdit = (row: TimelineRow, me: Me): boolean =>
  row.own &&
  stands(row) &&
  row.message.kind === 'text' &&
  (isStaff(me.role) || now() - momentOf(row) < LIMITS.student_edit_ms)

export const mayDelete = (row: TimelineRow, me: Me): boolean =>
  stands(row) && row.message.kind !== 'system' && (row.own || isStaff(me.role))
