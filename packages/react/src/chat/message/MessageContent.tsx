import { memo, useMemo } from 'react'
import type { CardAct } from '@lectern/client'
import type { Message } from '@lectern/protocol'
import { useLabels } from '../../context/texts-context.ts'
import { MessageParts } from '../../attachments/MessageParts.tsx'
import { Citations, citationsOf } from '../../documents/Citations.tsx'
import { Asked } from '../../assistant/Asked.tsx'
import { AnswerFailed } from '../../assistant/AnswerFailed.tsx'
import { AnswerFoot } from '../../assistant/AnswerFoot.tsx'
import { Checked } from '../../assistant/Checked.tsx'
import { useCitationMarks } from '../../assistant/CitationMark.tsx'
import { Sources } from '../../assistant/Sources.tsx'
import { useNameOf } from '../../hooks/use-name-of.ts'
import { useMe } from '../../hooks/hooks.ts'
import { lex } from '../../text/lex.ts'
import { Markdown } from '../../text/Markdown.tsx'
import { hasWideBlock } from '../../text/wide-blocks.ts'
import { EditedMark } from './EditedMark.tsx'
import { MessageCard } from '../../cards/registry.tsx'

export interface MessageContentProps {
  message: Message
  /** The user's own actions on its card that are in the outbox. */
  acts?: readonly CardAct[] | undefined
}

/**
 * The content of a message, by its kind. Renders again only when the message changes, not when its row joins
 * another.
 */
export const MessageContent = memo(({ message, acts }: MessageContentProps) => {
  const labels = useLabels()
  const { card } = message
  const answers = isAnswer(message)
  const cited = useMemo(() => citationsOf({ parts: message.parts }), [message.parts])
  const marks = useCitationMarks(message.state === 'streaming' ? 'coming' : cited)
  if (message.kind === 'sealed') return <p className="lectern-quiet">{labels.sealed}</p>
  return (
    <>
      <MessageParts message={message} />
      {message.content !== '' && (!card || card.provenance.own_words) && (
        <Markdown
          text={message.content}
          lang={message.lang}
          streaming={message.state === 'streaming'}
          mentions={message.mentions}
          citations={answers ? marks : undefined}
        />
      )}
      {answers && message.state === 'streaming' && message.content === '' && <Thinking />}
      {answers ? <Sources message={message} /> : <Citations message={message} />}
      {card && <MessageCard card={card} message={message} acts={acts} />}
      <State message={message} />
      {answers && <Checked message={message} />}
      {answers && <AnswerFoot message={message} />}
      {message.ask && <Asked message={message} ask={message.ask} />}
      {message.edited_at && <EditedMark message={message} edited_at={message.edited_at} />}
    </>
  )
})

const State = ({ message }: { message: Message }) => {
  const labels = useLabels()
  switch (message.state) {
    case 'done':
      return null
    case 'streaming':
      return <span className="lectern-hidden">{labels.writing}</span>
    case 'interrupted':
      return <Interrupted message={message} />
    case 'failed':
      return <AnswerFailed failure={message.invocation?.failure} />
  }
}

const Interrupted = ({ message }: { message: Message }) => {
  const { interrupted, assistant } = useLabels()
  const me = useMe()
  const nameOf = useNameOf(message.conversation_id)
  const by = message.invocation?.stopped_by
  const stopped = () => (by === me?.id ? assistant.stoppedByYou : assistant.stopped(nameOf(by ?? '')))
  return <p className="lectern-quiet">{by === undefined ? interrupted : stopped()}</p>
}

const Thinking = () => (
  <span className="lectern-thinking" aria-hidden="true">
    <span className="lectern-dots">
      <i />
      <i />
      <i />
    </span>
  </span>
)

/** An answer of the assistant to a person. */
const isAnswer = ({ sender_role, invocation_id }: Message): boolean =>
  sender_role === 'assistant' && invocation_id !== undefined

/** Code, tables, display formulas, citations and cards use the whole column. */
export const isWide = (message: Message): boolean =>
  message.card !== undefined ||
  isAnswer(message) ||
  citationsOf(message).length > 0 ||
  hasWideBlock(lex(message.content))

const JUMBO =
  /^(?:(?:\p{Extended_Pictographic}|\p{Regional_Indicator}{2})[\p{Emoji_Modifier}\uFE0F\u200D\p{Extended_Pictographic}]*\s*){1,3}$/u

/** Up to three emoji without text are shown large. */
export const isJumbo = ({ content, reply_to_id, card, parts }: Message): boolean =>
  content.length < 40 && !reply_to_id && !card && parts.length === 0 && JUMBO.test(content)
