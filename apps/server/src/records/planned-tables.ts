import type { Generated } from 'kysely'
import type { PlannedFault, Repeats } from '@lectern/protocol'

export interface PlannedTables {
  planned_messages: {
    conversation_id: string
    id: string
    user_id: string
    /** JSON. */
    message: string
    day: string
    time: string
    time_zone: string
    repeats: Repeats | null
    until: string | null
    next_at: string
    sent: Generated<number>
    revision: Generated<number>
    failed: PlannedFault | null
    created_at: string
  }
}
