import { useFormats, useLabels } from '../context/texts-context.ts'
import { AssistantNote } from '../assistant/AssistantNote.tsx'
import type { TimelineRow } from '@lectern/client'
import type { Message } from '@lectern/protocol'
import { memberTags, withTag } from '../hooks/use-name-tag.ts'
import { useMembers, useTimeline, useTyping } from '../hooks/hooks.ts'

const NAMED = 3

/** The names of people who are typing. Its line always exists, so that nothing moves when typing begins. */
export const TypingIndicator = ({ conversationId }: { conversationId: string }) => {
  const text = useTypingText(conversationId)
  return (
    <div className="lectern-typing-line">
      <div className="lectern-typing" role="status" aria-live="polite">
        {text && (
          <>
            <span className="lectern-dots" aria-hidden="true">
              <i />
              <i />
              <i />
            </span>
            <span className="lectern-typing-text">{text}</span>
          </>
        )}
      </div>
      {!text && <AssistantNote conversationId={conversationId} />}
    </div>
  )
}

const useTypingText = (conversationId: string): string | undefined => {
  const labels = useLabels()
  const formats = useFormats()
  const members = useMembers(conversationId)
  const ids = useTyping(conversationId)
  const thinks = useTimeline(conversationId, ({ rows }) =>
    findAnswering(rows, ({ content }) => content === ''),
  )
  const writes = useTimeline(conversationId, ({ rows }) =>
    findAnswering(rows, ({ content }) => content !== ''),
  )
  const typing = members.filter(({ user_id }) => ids.includes(user_id))
  const tags = memberTags(members)
  const people = typing
    .filter(({ role }) => role !== 'assistant')
    .map(({ user_id, name }) => withTag(name, tags.get(user_id)))
  if (people.length > NAMED) return labels.manyTyping
  if (people.length > 1) return labels.areTyping(formats.names(people))
  if (people[0] !== undefined) return labels.isTyping(people[0])
  if (writes !== undefined) return labels.assistantWrites(writes)
  if (thinks !== undefined) return labels.assistant.thinks(thinks)
  const assistant = typing.find(({ role }) => role === 'assistant')
  return assistant && labels.assistantWrites(assistant.name)
}

/** An answer is at the end, or near it. */
const NEAR = 10

/** The people who are writing an answer now. */
const findAnswering = (
  rows: readonly TimelineRow[],
  like: (message: Message) => boolean,
): string | undefined =>
  rows.slice(-NEAR).findLast(({ message }) => message.state === 'streaming' && like(message))?.message.sender
