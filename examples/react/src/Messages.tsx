import { ChatComponent, ConversationDetails, ConversationList, useChat, useSession } from '@lectern/react'
import { useState } from 'react'
import { SignIn } from './SignIn.tsx'

/** The list, the conversation and its details, or the sign-in instead. */
export const Messages = () => {
  const chat = useChat()
  const session = useSession()
  const [id, setId] = useState<string>()
  const [hasDetails, setDetails] = useState(false)
  if (session.status === 'restoring') return <p className="platform-hint">One moment …</p>
  if (session.status === 'signed_out') return <SignIn />
  return (
    <div className="platform" data-open={id !== undefined || undefined}>
      <nav className="platform-bar">
        <strong>Learning platform</strong>
        <span>{session.user.name}</span>
        <button type="button" onClick={() => void chat.session.signOut()}>
          Sign out
        </button>
      </nav>
      <ConversationList selectedId={id} onSelect={setId} />
      {id === undefined ? (
        <p className="platform-hint">Choose a conversation.</p>
      ) : (
        <ChatComponent
          conversationId={id}
          onBack={matchMedia('(width < 720px)').matches ? () => setId(undefined) : undefined}
          onDetails={() => setDetails(!hasDetails)}
          onExit={() => setId(undefined)}
        />
      )}
      {id !== undefined && hasDetails && <ConversationDetails conversationId={id} />}
    </div>
  )
}
