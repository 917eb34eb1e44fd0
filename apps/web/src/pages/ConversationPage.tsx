import { addressOf } from '../base-path.ts'
import { ChatComponent } from '@lectern/react'
import { LinkIcon } from '@lectern/react/ui'
import { texts } from '../texts/texts.ts'
import { goBack, navigate } from '../navigation.ts'
import { conversationPath } from '../routes.ts'
import { useWidth } from '../ui/media.ts'
import { useToasts } from '../ui/toasts.ts'

interface ConversationPageProps {
  conversation_id: string
  message_id?: string
  onDetails(): void
}

export const ConversationPage = ({ conversation_id, message_id, onDetails }: ConversationPageProps) => {
  const isNarrow = useWidth() === 'narrow'
  const toasts = useToasts()
  const copyLink = () =>
    void navigator.clipboard
      .writeText(location.origin + addressOf(conversationPath(conversation_id)))
      .then(() => toasts.note(texts.copied))

  return (
    <ChatComponent
      conversationId={conversation_id}
      messageId={message_id}
      onBack={isNarrow ? () => goBack('/') : undefined}
      onDetails={onDetails}
      onExit={() => navigate('/')}
      menuItems={[{ label: texts.shell.copyLink, icon: <LinkIcon size={18} />, onSelect: copyLink }]}
    />
  )
}
