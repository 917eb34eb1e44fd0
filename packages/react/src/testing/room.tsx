// Components over the real SDK: a chat of Ada, Ben or Chloe, whose server and clock are made of plain objects.
import { act, cleanup, type RenderResult } from '@testing-library/react'
import type { ReactNode } from 'react'
import { onTestFinished } from 'vitest'
import type { Chat, Clock, ConversationHandle } from '@lectern/client'
import { createClassroom, type Classroom, type FakeConversation } from '@lectern/client/testing'
import type { Me, Message, NewConversation, NewMessage } from '@lectern/protocol'
import type { InstructorChatProviderProps } from '../InstructorChatProvider.tsx'
import { renderWith } from './render.tsx'

type Person = 'ada' | 'ben' | 'chloe'

export interface RoomOptions {
  kind?: NewConversation['kind']
  title?: string
  /** Everybody when left out. Ada begins it. */
  with?: Person[]
  /** The clock of this person's device; the server's when left out. */
  device?: (server: Clock) => Clock
}

export interface Room extends Classroom {
  /** Whose chat it is. */
  me: Me
  chat: Chat
  /** The conversation as the server has it. */
  conversation: FakeConversation
  /** The conversation as the chat has it. */
  handle: ConversationHandle
  /** Somebody sends a message, by the server's hand. Answers it as stored. */
  says(person: Me, content: string, more?: Partial<NewMessage>): Message
  /** What the server has of a message by now. */
  stored(message: { id: string }): Message
  /** What was said, in order, as the server has it. */
  contents(): string[]
  /** Time passes, and all that comes of it is shown. */
  pass(ms?: number): Promise<void>
  show(children: ReactNode, options?: Partial<InstructorChatProviderProps>): Promise<RenderResult>
}

/** A course of Ada, Ben and Chloe, or what the options say, as one of them sees it. It closes with the test. */
export const openRoom = async (as: Person, options: RoomOptions = {}): Promise<Room> => {
  const { kind = 'course', title = 'Algebra', with: others = ['ben', 'chloe'], device } = options
  const classroom = createClassroom()
  const { server, clock } = classroom
  const member_ids = others.map((name) => classroom[name].id)
  const named = kind === 'direct' ? { kind } : { kind, title }
  const conversation = server.addConversation(classroom.ada, { ...named, member_ids })
  const me = classroom[as]
  const chat = await classroom.join(me, device && { clock: device(clock) })
  const pass = (ms = 0): Promise<void> => act(() => clock.advance(ms))
  onTestFinished(() => {
    cleanup()
    classroom.close()
  })
  return {
    ...classroom,
    me,
    chat,
    conversation,
    handle: chat.conversation(conversation.id),
    says: (person, content, more = {}) => {
      const id = crypto.randomUUID()
      conversation.post(person, { content, ...more, id }, server.time)
      return storedIn(conversation, id)
    },
    stored: ({ id }) => storedIn(conversation, id),
    contents: () => conversation.state.messages.map(({ content }) => content),
    pass,
    show: async (children, provider) => {
      const shown = renderWith({ chat }, children, provider)
      await pass(50)
      return shown
    },
  }
}

const storedIn = (conversation: FakeConversation, id: string): Message => {
  const message = conversation.message(id)
  if (!message) throw new Error(`The server has no message ${id}.`)
  return structuredClone(message)
}

let nobody: Chat | undefined

/** What needs a provider, but neither a conversation nor a person: one chat for all, to which nobody signs in. */
export const renderAlone = (
  children: ReactNode,
  options: Partial<InstructorChatProviderProps> = {},
): RenderResult => {
  nobody ??= createClassroom().open()
  return renderWith({ chat: nobody }, children, options)
}
