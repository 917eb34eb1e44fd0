import type { HeardBecause, HeldBecause, NoticeEnd, NoticeLevel } from '@lectern/protocol'

export interface NoticeTables {
  notice_settings: {
    user_id: string
    level_direct: NoticeLevel | null
    level_group: NoticeLevel | null
    level_course: NoticeLevel | null
    /** JSON. */
    quiet: string | null
  }
  notice_queue: { conversation_id: string; created_seq: number }
  notices: {
    conversation_id: string
    created_seq: number
    user_id: string
    because: HeardBecause
    held: HeldBecause | null
    told_at: string
    ended_at: string | null
    ended_by: NoticeEnd | null
  }
}
