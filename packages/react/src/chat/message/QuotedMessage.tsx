import type { Message } from '@lectern/protocol'
import { useLabels } from '../../context/texts-context.ts'
import { useElsewhere } from '../../hooks/use-message.ts'
import { useRowScope } from '../../rows/row-context.ts'
import { langInShort, summarise } from '../../attachments/in-short.ts'
import { PersonName } from '../../ui/PersonName.tsx'

export interface QuotedMessageProps {
  id: string
  /** Undefined if it is not in the visible history. */
  quoted: Message | undefined
}

/** The target of a reply, in short; a press leads there. */
export const QuotedMessage = ({ id, quoted: shown }: QuotedMessageProps) => {
  const labels = useLabels()
  const { handle, jump, me } = useRowScope()
  const elsewhere = useElsewhere(handle, shown ? undefined : id)
  const quoted = shown ?? elsewhere
  const own = quoted?.sender_id === me.id
  const text = quoted?.deleted_at ? labels.deleted : quoted && summarise(quoted, labels)
  return (
    <button
      type="button"
      className="lectern-quoted"
      data-elsewhere={!shown || undefined}
      title={labels.showInConversation}
      onClick={() => jump(id)}
    >
      {quoted && (
        <span className="lectern-quoted-name">
          <PersonName name={own ? labels.you : quoted.sender} role={own ? undefined : quoted.sender_role} />
        </span>
      )}
      <span className="lectern-quoted-text" lang={quoted && langInShort(quoted)} dir="auto">
        {text ?? labels.originalUnavailable}
      </span>
    </button>
  )
}
