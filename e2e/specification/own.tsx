// The manager of the specification on a socket of its own, beside a chat.
import './heard.ts'
import '../../examples/specification/src/instructor.css'
import { Chat } from '@lectern/client'
import { eventBus } from '../../examples/specification/src/lib/utils/event/eventBus.ts'
import { WebSocketManager } from '../../examples/specification/src/pages/instructor/components/own-manager.ts'
import { show } from './show.tsx'

const chat = new Chat()
void chat.session.restore().then(async () => {
  const userId = chat.session.user_id ?? ''
  WebSocketManager.getInstance().createConnection(userId, await chat.session.token(), (wsMessage) => {
    eventBus.emit('websocket-message', {
      user_id: userId,
      conversation_id: wsMessage.conversation_id,
      content: wsMessage.content,
      sender: wsMessage.sender,
      invocation_id: wsMessage.invocation_id,
      timestamp: wsMessage.timestamp || new Date().toISOString(),
    })
  })
})
show('root', chat)
