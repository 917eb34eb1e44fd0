import type { Me } from '@lectern/protocol'
import { Chat } from '../chat.ts'
import type { ChatOptions } from '../chat-options.ts'
import { MemoryStorage } from '../core/storage.ts'
import type { FakeConversation } from './fake-conversation.ts'
// Loaded on a real clock otherwise, which a manual one does not wait for.
import '../connection/fallback-transports.ts'
import { FakeNetwork } from './fake-network.ts'
import { FakeServer } from './fake-server.ts'
import { ManualClock } from './manual-clock.ts'

/** The demo class: Ada teaches, Ben and Chloe learn; a direct conversation Ada–Ben and a course of all three. */
export interface Classroom {
  clock: ManualClock
  server: FakeServer
  ada: Me
  ben: Me
  chloe: Me
  direct: FakeConversation
  course: FakeConversation
  /** A chat signed in as this person, with its own network and storage unless others are given. */
  join(user: Me, options?: ChatOptions): Promise<Chat>
  /** A chat without a signed-in user. */
  open(options?: ChatOptions): Chat
  /** Ends every open chat. */
  close(): void
}

export const createClassroom = (): Classroom => {
  const clock = new ManualClock()
  const server = new FakeServer(clock)
  const ada = server.addUser('Ada', 'instructor')
  const ben = server.addUser('Ben', 'student')
  const chloe = server.addUser('Chloe', 'student')
  const chats: Chat[] = []
  const open = (options: ChatOptions = {}): Chat => {
    const { fetch, webSocket } = new FakeNetwork(server)
    const chat = new Chat({
      apiUrl: 'http://fake',
      clock,
      fetch,
      webSocket,
      storage: new MemoryStorage(),
      random: () => 0.5,
      ...options,
    })
    chats.push(chat)
    return chat
  }
  const join = async (user: Me, options?: ChatOptions): Promise<Chat> => {
    const chat = open(options)
    await chat.session.signIn(user.email, 'secret')
    await clock.advance(50)
    return chat
  }
  return {
    clock,
    server,
    ada,
    ben,
    chloe,
    direct: server.addConversation(ada, { kind: 'direct', member_ids: [ben.id] }),
    course: server.addConversation(ada, { kind: 'course', title: 'Algebra', member_ids: [ben.id, chloe.id] }),
    open,
    join,
    close: () => chats.forEach((chat) => chat.close()),
  }
}
