import type { Message } from '@lectern/protocol'
import { useLabels } from '../instructor-chat-context.tsx'
import { useRowScope } from './row-context.ts'
import { inShort } from '../attachments/in-short.ts'

export interface QuotedMessageProps {
  id: string
  /** Undefined when it is not loaded; the jump loads it. */
  quoted: Message | undefined
}

/** The message that is answered, in short; pressing it goes there. */
export const QuotedMessage = ({ id, quoted }: QuotedMessageProps) => {
  const labels = useLabels()
  const { jump, me } = useRowScope()
  const name = quoted && (quoted.sender_id === me.id ? labels.you : quoted.sender)
  const text = quoted?.deleted_at ? labels.deleted : quoted && inShort(quoted, labels)
  return (
    <button
      type="button"
      className="lectern-quoted"
      title={labels.showInConversation}
      onClick={() => jump(id)}
    >
      {name && <span className="lectern-quoted-name">{name}</span>}
      <span className="lectern-quoted-text" dir="auto">
        {text ?? labels.originalUnavailable}
      </span>
    </button>
  )
}
