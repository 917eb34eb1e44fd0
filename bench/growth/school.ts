// A school of any size in a data folder: 300 conversations of Ada, half of all messages in one that she never read, a tenth
// in one where she alone speaks, never reading either.
import { createUser } from '../../apps/server/src/features/accounts/users.ts'
import type { Context, Viewer } from '../../apps/server/src/features/context.ts'
import { createConversation } from '../../apps/server/src/features/conversations/create.ts'
import { putReceipt } from '../../apps/server/src/features/conversations/receipts.ts'
import { createDocument } from '../../apps/server/src/features/documents/documents.ts'
import { saveMessage } from '../../apps/server/src/features/messages/saved.ts'
import { openContext } from '../../apps/server/src/open-context.ts'
import { systemClock } from '../../apps/server/src/platform/clock.ts'
import { createLog } from '../../apps/server/src/platform/log.ts'
import { PASSWORD } from '../start-server.ts'
import { History } from './history.ts'

const CONVERSATIONS = 300
const BATCH = 2_000
/** In every third of the others Ada has not read so many of the last changes. */
const UNREAD = 20

/** What the requests ask for. */
export interface School {
  /** The conversation with half of all messages. */
  large_id: string
  head: number
  /** The one in which she alone speaks. */
  own_id: string
  /** One of the others. */
  small_id: string
  document_id: string
  /** Sent in the middle of the large one's history, by Ada, the latest first: to be changed. */
  message_ids: string[]
  /** With a reply in every twenty messages of the large one. */
  thread_id: string
  question_ids: string[]
}

export const ADA = 'ada@example.edu'

const addPeople = async (ctx: Context): Promise<Viewer[]> => {
  const people: Viewer[] = []
  for (const [email, name, role] of [
    [ADA, 'Ada', 'instructor'],
    ['ben@example.edu', 'Ben', 'student'],
    ['chloe@example.edu', 'Chloe', 'student'],
  ] as const) {
    const { id } = await createUser(ctx, { email, name, role, password: PASSWORD })
    people.push({ user_id: id, session_id: 'bench', name, role })
  }
  return people
}

/** Makes a school of so many messages in an empty folder. */
export const makeSchool = async (data_dir: string, messages: number): Promise<School> => {
  await using parts = new AsyncDisposableStack()
  const ctx = await openContext({ data_dir, clock: systemClock, log: createLog('warn') }, parts)
  const [ada, ...others] = await addPeople(ctx)
  if (!ada) throw new Error('Nobody was added')
  const everybody = [ada, ...others]
  const small: string[] = []
  const many = (messages * 0.4) / (CONVERSATIONS - 2)
  for (let index = 2; index < CONVERSATIONS; index++) {
    const id = await open(ctx, ada, others, `Group ${index}`)
    const { head } = await fill(ctx, new History(id, everybody), many)
    await putReceipt(ctx, ada, id, { read_seq: index % 3 === 0 ? head - UNREAD : head })
    small.push(id)
  }
  const own = await open(ctx, ada, others, 'News')
  await fill(ctx, new History(own, [ada]), messages * 0.1)
  const large = await open(ctx, ada, others, 'Everybody')
  const document_id = await write(ctx, ada, large)
  const history = new History(large, everybody, { document_id, asking: messages * 0.05 })
  await fill(ctx, history, messages * 0.5)
  for (const id of history.changeable.slice(0, 60)) await saveMessage(ctx, ada, id)
  return {
    large_id: large,
    head: history.head,
    own_id: own,
    small_id: small[0] ?? '',
    document_id,
    message_ids: history.changeable,
    thread_id: history.thread_id,
    question_ids: history.question_ids,
  }
}

const write = async (ctx: Context, ada: Viewer, conversation_id: string): Promise<string> => {
  const { document } = await createDocument(ctx, ada, {
    title: 'Notes',
    format: 'markdown',
    content: '# Notes\n\nHow to complete the square.',
    conversation_id,
  })
  return document.id
}

const open = async (ctx: Context, ada: Viewer, others: readonly Viewer[], title: string): Promise<string> => {
  const member_ids = others.map(({ user_id }) => user_id)
  return (await createConversation(ctx, ada, { kind: 'group', title, member_ids })).conversation.id
}

const fill = async (ctx: Context, history: History, messages: number): Promise<History> => {
  for (let left = Math.round(messages); left > 0; left -= BATCH)
    await ctx.db.write(({ query }) => history.grow(query, Math.min(left, BATCH)))
  return history
}
