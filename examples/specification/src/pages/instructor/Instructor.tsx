import { useSession } from '@lectern/react'
import { useState } from 'react'
import { ChatComponent } from './components/chat/ChatComponent.tsx'
import { LeftPanel } from './components/left-panel.tsx'
import { Notifications } from './components/notifications.tsx'
import { SignIn } from './SignIn.tsx'

/** The left panel, and the conversation that is selected in it. */
export const Instructor = () => {
  const session = useSession()
  const [id, setId] = useState<string>()
  if (session.status === 'restoring') return <p>One moment …</p>
  if (session.status === 'signed_out') return <SignIn />
  return (
    <div className="instructor">
      <LeftPanel userId={session.user.id} selectedId={id} onSelect={setId} />
      {id === undefined ? <p>Choose a conversation.</p> : <ChatComponent conversationId={id} />}
      <Notifications userId={session.user.id} />
    </div>
  )
}
