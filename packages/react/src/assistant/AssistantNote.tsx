import { useLabels } from '../context/texts-context.ts'
import { useConversation } from '../hooks/hooks.ts'
import { AssistantIcon } from '../ui/icons.tsx'
import { useHasAssistant } from './use-has-assistant.ts'

/** Above the message field: what to expect of the assistant, if its settings are not the default. */
export const AssistantNote = ({ conversationId }: { conversationId: string }) => {
  const { assistant } = useLabels()
  const summary = useConversation(conversationId)
  const isThere = useHasAssistant(conversationId)
  if (!summary || !isThere) return null
  const { assistant_mode: mode, assistant_review } = summary
  const checks = assistant_review && mode !== 'off'
  if (mode === 'explain' && !checks) return null
  return (
    <p className="lectern-assistant-note">
      <AssistantIcon size={14} />
      <span>{`${assistant.modeHere[mode]}${checks ? ` · ${assistant.reviewHere}` : ''}`}</span>
    </p>
  )
}
