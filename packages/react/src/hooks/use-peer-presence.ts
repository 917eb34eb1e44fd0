import { isHere, type ConversationSummary } from '@lectern/client'
import type { PresenceState } from '@lectern/protocol'
import { usePresence } from './hooks.ts'

/** The presence of the other person in a direct conversation; the assistant has none, nor has a closed account. */
export const usePeerPresence = ({ peer_id, members }: ConversationSummary): PresenceState | undefined => {
  const peer = members.find(({ user_id }) => user_id === peer_id)
  return usePresence(!peer || !isHere(peer) || peer.role === 'assistant' ? undefined : peer_id)
}
