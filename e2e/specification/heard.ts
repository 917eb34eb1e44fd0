// What the bus of the page announced, for the test to read.
import { eventBus } from '@lectern/client'

const heard: unknown[] = []
Object.assign(window, { heard })
eventBus.on('websocket-message', (message) => heard.push(message))
eventBus.on('conversation-change', ({ conversation_id }) => heard.push({ change: conversation_id }))
