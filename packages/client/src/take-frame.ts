import type { NewsFrame, ReceiptFrame } from '@lectern/protocol'
import type { LiveFrame } from './connection/connection.ts'
import type { Presence } from './connection/presence.ts'
import type { OwnSettingsStore } from './conversation/own-settings.ts'
import type { Replica } from './conversation/replica.ts'
import type { NoticeDoor } from './notices/notice-door.ts'
import type { Sync } from './sync/sync.ts'

interface Parts {
  sync: Sync
  presence: Presence
  /** What changes on other devices as well is read again. */
  chat: Record<NewsFrame['of'], { resume(): unknown }> & {
    notices: NoticeDoor
    conversations: { replica(id: string): Replica; receipt(frame: ReceiptFrame): void; own: OwnSettingsStore }
  }
}

/** Passes a frame to the parts it concerns. */
export const takeFrame = (frame: LiveFrame, { sync, presence, chat }: Parts): void => {
  const { conversations } = chat
  switch (frame.type) {
    case 'changes':
      return sync.receive(frame)
    case 'head':
      return sync.head(frame.conversation_id, frame.seq)
    case 'presence':
      return presence.receive(frame.users)
    case 'receipt':
      return conversations.receipt(frame)
    case 'own':
      return void conversations.own.receive(frame)
    case 'typing':
      return conversations.replica(frame.conversation_id).someoneTyping(frame)
    case 'delta':
      return conversations.replica(frame.conversation_id).stream(frame)
    case 'news':
      return void chat[frame.of].resume()
    case 'notices':
      return chat.notices.take(frame)
    case 'error':
      // Refusals of ephemeral frames need no action.
      return
    default:
      return frame satisfies never
  }
}
