import type { CardAct } from '@lectern/client'
import type { Message } from '@lectern/protocol'
import { MessageParts } from '../attachments/MessageParts.tsx'
import { useLabels } from '../instructor-chat-context.tsx'
import { Citations, citationsOf } from '../documents/Citations.tsx'
import { Markdown } from '../text/Markdown.tsx'
import { EditedMark } from './EditedMark.tsx'
import { MessageCard } from './message-cards/registry.tsx'

export interface MessageContentProps {
  message: Message
  /** One's own actions on its card that are on their way. */
  acts?: readonly CardAct[] | undefined
}

/** What a message says, by its kind. */
export const MessageContent = ({ message, acts }: MessageContentProps) => {
  const labels = useLabels()
  const { card } = message
  if (message.kind === 'sealed') return <p className="lectern-quiet">{labels.sealed}</p>
  return (
    <>
      <MessageParts message={message} />
      {message.content !== '' && (!card || card.provenance.own_words) && (
        <Markdown
          text={message.content}
          streaming={message.state === 'streaming'}
          mentions={message.mentions}
        />
      )}
      <Citations message={message} />
      {card && <MessageCard card={card} message={message} acts={acts} />}
      <State message={message} />
      {message.edited_at && <EditedMark message={message} edited_at={message.edited_at} />}
    </>
  )
}

const State = ({ message }: { message: Message }) => {
  const labels = useLabels()
  switch (message.state) {
    case 'done':
      return null
    case 'streaming':
      return <span className="lectern-hidden">{labels.writing}</span>
    case 'interrupted':
      return <p className="lectern-quiet">{labels.interrupted}</p>
    case 'failed':
      return <p className="lectern-quiet">{labels.answerFailed}</p>
  }
}

const WIDE = /^[ >\t]*(?:```|~~~|\$\$|\\\[)|^ *\|?(?: *:?-+:? *\|)+|\$\$[^$]+\$\$/mu

/** Code, tables, formulas on a line of their own, citations and cards use the whole column. */
export const isWide = (message: Message): boolean =>
  message.card !== undefined || citationsOf(message).length > 0 || WIDE.test(message.content)

const JUMBO =
  /^(?:(?:\p{Extended_Pictographic}|\p{Regional_Indicator}{2})[\p{Emoji_Modifier}\uFE0F\u200D\p{Extended_Pictographic}]*\s*){1,3}$/u

/** Up to three emoji and nothing else are shown large. */
export const isJumbo = ({ content, reply_to_id, card, parts }: Message): boolean =>
  content.length < 40 && !reply_to_id && !card && parts.length === 0 && JUMBO.test(content)
