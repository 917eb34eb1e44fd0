import type { Operation } from '../api/index.ts'
import type { Conversation } from '../conversation.ts'
import type { Message, NewMessage } from '../message.ts'
import type { Window } from '../changes.ts'
import type { Input, Wire, WirePerson } from './wire-person.contract.ts'

export interface People {
  ada: WirePerson
  ben: WirePerson
  chloe: WirePerson
}

/** The scene of a case: an empty course of Ada and Ben, without Chloe. */
export interface Room extends People {
  wire: Wire
  course: Conversation
  /** The path parameters of requests about it. */
  at: { params: { id: string } }
  /** The last successful request of this operation. */
  asked(operation: Operation): Input | undefined
  say(person: WirePerson, content: string, more?: Partial<NewMessage>): Promise<Message>
  /** The current version of a message. */
  read(id: string): Promise<Message>
  /** The conversation as this person sees it now. */
  look(person: WirePerson): Promise<Conversation>
}

export const openRoom = async (wire: Wire, people: People): Promise<Room> => {
  const { ada, ben } = people
  const asked = new Map<Operation, Input>()
  const body = { kind: 'course' as const, title: 'Algebra', member_ids: [ben.id] }
  const course = await ada.get('createConversation', { body })
  const at = { params: { id: course.id } }
  for (const person of Object.values(people) as WirePerson[])
    person.heard = (operation, input) => asked.set(operation, input)
  return {
    ...people,
    wire,
    course,
    at,
    asked: (operation) => asked.get(operation),
    say: async (person, content, more = {}) => {
      const id = crypto.randomUUID()
      const { window } = await person.get('sendMessage', { ...at, body: { id, content, ...more } })
      return rowOf(window, id)
    },
    read: async (id) => {
      const { messages } = await ada.get('listMessages', { ...at, query: { around: id, limit: 1 } })
      const [message] = messages
      if (!message) throw new Error('The page around a message has it')
      return message
    },
    look: (person) => person.get('getConversation', at),
  }
}

/** The row of this message in a window. */
export const rowOf = (window: Window, id: string): Message => {
  const row = window.messages.find((message) => message.id === id)
  if (!row) throw new Error('The window does not have the message')
  return row
}

/** An id without an object. */
export const UNKNOWN_ID = '01890000-0000-7000-8000-000000000000'
