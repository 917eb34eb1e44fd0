import { ChatComponent, useTimeline } from '@lectern/react'
import { texts } from '../i18n/texts.ts'
import { goBack, navigate } from '../navigation.ts'
import { conversationPath } from '../routes.ts'
import { useWidth } from '../ui/media.ts'
import { useToasts } from '../ui/toasts.ts'
import { Empty } from './Empty.tsx'

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

  if (code === 'not_found') {
    return (
      <Empty title={texts.missing.conversation} detail={texts.missing.conversationDetail}>
        <button type="button" className="button button-primary" onClick={() => navigate('/')}>
          {texts.missing.home}
        </button>
      </Empty>
    )
  }
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
