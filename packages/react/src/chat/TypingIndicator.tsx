import { useMembers, useTyping } from '../hooks/hooks.ts'
import { useFormats, useLabels } from '../instructor-chat-context.tsx'

const NAMED = 3

/** Who is writing. Its line is always there, so that nothing moves when somebody begins. */
export const TypingIndicator = ({ conversationId }: { conversationId: string }) => {
  const text = useTypingText(conversationId)
  return (
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
  )
}

const useTypingText = (conversationId: string): string | undefined => {
  const labels = useLabels()
  const formats = useFormats()
  const members = useMembers(conversationId)
  const ids = useTyping(conversationId)
  const typing = members.filter(({ user_id }) => ids.includes(user_id))
  const assistant = typing.find(({ role }) => role === 'assistant')
  const people = typing.filter(({ role }) => role !== 'assistant').map(({ name }) => name)
  if (people.length > NAMED) return labels.manyTyping
  if (people.length > 1) return labels.areTyping(formats.names(people))
  if (people[0] !== undefined) return labels.isTyping(people[0])
  return assistant && labels.assistantWrites(assistant.name)
}
