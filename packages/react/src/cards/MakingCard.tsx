import type { ConversationHandle } from '@lectern/client'
import { NewCardDialog } from './NewCardDialog.tsx'
import type { MadeByForm } from '../context/conversation-view.ts'
import { NewTrainingDialog } from './NewTrainingDialog.tsx'

export interface MakingCardProps {
  type: MadeByForm | 'training_topic_ref'
  handle: ConversationHandle
  onClose: () => void
}

/** The dialog that makes a card of that type. */
export const MakingCard = ({ type, handle, onClose }: MakingCardProps) =>
  type === 'training_topic_ref' ? (
    <NewTrainingDialog handle={handle} onClose={onClose} />
  ) : (
    <NewCardDialog type={type} handle={handle} onClose={onClose} />
  )
