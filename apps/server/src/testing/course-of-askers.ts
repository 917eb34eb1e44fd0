import type { Message } from '@lectern/protocol'
import type { Context, Viewer } from '../features/context.ts'
import { createConversation } from '../features/conversations/create.ts'
import { sendMessage } from '../features/messages/send.ts'
import type { TestServer } from './create-test-server.ts'
import type { ManualClock } from './manual-clock.ts'

/** Courses of Ada, and the questions in them, one second after the other: the limit of sends is not what is tried. */
export class CourseOfAskers {
  readonly #server: TestServer
  readonly #clock: ManualClock

  constructor(server: TestServer, clock: ManualClock) {
    this.#server = server
    this.#clock = clock
  }

  as(viewer: Viewer): [Context, Viewer] {
    return [this.#server.ctx, viewer]
  }

  /** Its id. */
  async open(others: readonly Viewer[]): Promise<string> {
    const member_ids = others.map(({ user_id }) => user_id)
    const { conversation } = await createConversation(...this.as(this.#server.people.ada), {
      kind: 'course',
      title: 'Algebra',
      member_ids,
    })
    return conversation.id
  }

  async ask(person: Viewer, id: string, content = 'Why?'): Promise<Message> {
    this.#clock.advance(1_000)
    const { window } = await sendMessage(...this.as(person), id, { content, question: true })
    return window.messages[0] as Message
  }
}
