import { ChatComponent, useTimeline } from '@lectern/react'
import { texts } from '../i18n/texts.ts'
import { goBack } from '../navigation.ts'
import { conversationPath } from '../routes.ts'
import { useWidth } from '../ui/media.ts'
import { useToasts } from '../ui/toasts.ts'
import { MissingConversation } from './MissingConversation.tsx'

interface ConversationPageProps {
  conversation_id: string
  message_id?: string
  onDetails(): void
}

export const ConversationPage = ({ conversation_id, message_id, onDetails }: ConversationPageProps) => {
  const isNarrow = useWidth() === 'narrow'
  const toasts = useToasts()
  const code = useTimeline(conversation_id, (timeline) => timeline.error?.problem.code)
  const copyLink = () =>
    void navigator.clipboard
      .writeText(location.origin + conversationPath(conversation_id))
      .then(() => toasts.note(texts.copied))

  if (code === 'not_found') return <MissingConversation conversation_id={conversation_id} />
  return (
    <ChatComponent
      conversationId={conversation_id}
      messageId={message_id}
      onBack={isNarrow ? () => goBack('/') : undefined}
      onDetails={onDetails}
      menuItems={[{ label: texts.shell.copyLink, onSelect: copyLink }]}
    />
  )
}
