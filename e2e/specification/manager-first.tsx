// The manager has its connection before there is a chat.
import './heard.ts'
import '../../examples/specification/src/instructor.css'
import { Chat, WebSocketManager } from '@lectern/client'
import { eventBus } from '../../examples/specification/src/lib/utils/event/eventBus.ts'
import { show } from './show.tsx'

const userId = new URLSearchParams(location.search).get('user') ?? ''
const ws = WebSocketManager.getInstance().createConnection(userId, (wsMessage) => {
  eventBus.emit('websocket-message', wsMessage)
})
ws.onopen = () => {
  ws.onopen = null
  const chat = new Chat()
  void chat.session.restore()
  show('root', chat)
}
