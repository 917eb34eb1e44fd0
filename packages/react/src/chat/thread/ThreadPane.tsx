import { useBackCloses } from '../../hooks/use-back-closes.ts'
import { Thread, type ThreadProps } from './Thread.tsx'

/** A thread over the end of its conversation, where no details are shown; on a phone over all of it. */
export const ThreadPane = ({ message_id, onClose }: ThreadProps) => {
  useBackCloses(onClose)
  return (
    <div className="lectern-thread">
      <Thread message_id={message_id} onClose={onClose} />
    </div>
  )
}
