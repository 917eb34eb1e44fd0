import type { ConversationSummary } from '@lectern/client'
import { isolate } from '@lectern/texts'
import { useFormats, useLabels } from '../../context/texts-context.ts'
import { useMe, useMembers, useTyping } from '../../hooks/hooks.ts'
import { useBlocks } from '../../hooks/use-blocks.ts'
import { describeSystemEvent } from '../../labels/what-happened.ts'
import { langInShort, summarise } from '../../attachments/in-short.ts'
import { PersonName } from '../../ui/PersonName.tsx'

/** The last message with its sender, or who is typing. */
export const LastMessage = ({ summary }: { summary: ConversationSummary }) => {
  const labels = useLabels()
  const formats = useFormats()
  const me = useMe()
  const typing = useTyping(summary.id)
  const members = useMembers(summary.id)
  const { last_message, kind } = summary
  const isBlocked = useBlocks(({ ids }) => last_message !== undefined && ids.has(last_message.sender_id))
  if (typing.length > 0) {
    const name = members.find(({ user_id }) => user_id === typing[0])?.name
    const text = kind === 'direct' || name === undefined ? labels.typing : `${isolate(name)} ${labels.typing}`
    return <span className="lectern-last-message lectern-last-typing">{text}</span>
  }
  if (!last_message) return <span className="lectern-last-message">{labels.noMessagesYet}</span>
  if (isBlocked) return <span className="lectern-last-message">{labels.safety.folded}</span>
  const own = last_message.sender_id === me?.id
  const isSystem = last_message.kind === 'system'
  const who = own ? labels.you : last_message.sender
  const named = !isSystem && (own || kind !== 'direct')
  const said = isSystem ? describeSystemEvent(last_message, labels, formats) : summarise(last_message, labels)
  return (
    <span className="lectern-last-message" dir="auto">
      {named && (
        <span className="lectern-last-sender">
          <PersonName name={who} role={own ? undefined : last_message.sender_role} />
          <span>{`: `}</span>
        </span>
      )}
      <span lang={langInShort(last_message)}>{last_message.deleted_at ? labels.deleted : said}</span>
    </span>
  )
}
