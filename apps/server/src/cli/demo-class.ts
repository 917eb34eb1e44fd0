// The demo class, made by the same functions as any other, so that nothing about it is special.
import { writeFileSync } from 'node:fs'
import type { NewMessage, Part } from '@lectern/protocol'
import { demoPasswordFile } from '../config.ts'
import { assertGoodPassword } from '../features/accounts/password-rules.ts'
import { createUser, foldEmail } from '../features/accounts/users.ts'
import { findUserByEmail, hasUsers, type UserRecord } from '../features/accounts/users-rows.ts'
import type { Context, LecternDb, Viewer } from '../features/context.ts'
import { createConversation } from '../features/conversations/create.ts'
import { putReceipt } from '../features/conversations/receipts.ts'
import { createDocument } from '../features/documents/documents.ts'
import { findPassages } from '../features/documents/find-passages.ts'
import { sendMessage } from '../features/messages/send.ts'
import { mintSecret } from '../platform/ids.ts'
import { readCourse } from './demo-course.ts'

const ADA = 'ada@example.edu'

export const isEmpty = async (ctx: Context): Promise<boolean> => !(await hasUsers(ctx.db.read))

export const hasDemoClass = (ctx: Context): Promise<boolean> => hasDemoPeople(ctx.db.read)

export const hasDemoPeople = async (read: LecternDb['read']): Promise<boolean> =>
  (await findUserByEmail(read, foldEmail(ADA))) !== undefined

/** One for each role: whoever may try the class as a student is not an administrator by it. */
export interface DemoPasswords {
  instructor: string
  student: string
  admin: string
}

/** Random ones for those that are not given; `all` is for the people of the class. */
export const demoPasswords = (all?: string, admin?: string): DemoPasswords => ({
  instructor: all ?? mintSecret(9),
  student: all ?? mintSecret(9),
  admin: admin ?? mintSecret(9),
})

/**
 * Makes the people and their messages, and keeps the passwords in a file of the data folder.
 * @throws AppError `invalid` for a password that many people use
 */
export const createDemoClass = async (
  ctx: Context,
  data_dir: string,
  passwords: DemoPasswords,
): Promise<void> => {
  for (const [role, password] of Object.entries(passwords))
    assertGoodPassword(password, { email: `${role}@example.edu`, name: role })
  const add = (email: string, name: string, role: keyof DemoPasswords) =>
    createUser(ctx, { email, name, role, password: passwords[role] })
  await add('admin@example.edu', 'Admin', 'admin')
  const ada = await add(ADA, 'Ada', 'instructor')
  const ben = await add('ben@example.edu', 'Ben', 'student')
  const chloe = await add('chloe@example.edu', 'Chloe', 'student')
  const assistant = await createUser(ctx, {
    email: 'assistant@example.edu',
    name: 'Assistant',
    role: 'assistant',
  })
  const lines = Object.entries(passwords).map(([role, password]) => `${role}: ${password}\n`)
  writeFileSync(demoPasswordFile(data_dir), lines.join(''), { mode: 0o600 })
  await talkInCourse(ctx, viewerOf(ada), [ben, chloe, assistant])
  await talkDirectly(ctx, viewerOf(ada), viewerOf(ben))
}

const talkInCourse = async (ctx: Context, ada: Viewer, others: UserRecord[]): Promise<void> => {
  const { conversation } = await createConversation(ctx, ada, {
    kind: 'course',
    title: 'Mathematics 1',
    member_ids: others.map(({ id }) => id),
  })
  const conversation_id = conversation.id
  for (const note of readCourse())
    await createDocument(ctx, ada, { format: 'markdown', conversation_id, ...note })
  await say(ctx, ada, conversation_id, {
    content: 'Welcome to Mathematics 1! Ask here whatever others may want to know, too.',
  })
  await cite(ctx, ada, conversation_id, 'For Thursday, please read how to complete the square:')
}

const cite = async (ctx: Context, ada: Viewer, conversation_id: string, content: string): Promise<void> => {
  const [passage] = await findPassages(ctx, ada, 'complete the square in four steps', {
    conversation_id,
  })
  const parts: Part[] = passage ? [{ type: 'document', status: 'verified', ...passage }] : []
  await say(ctx, ada, conversation_id, { content, parts })
}

const talkDirectly = async (ctx: Context, ada: Viewer, ben: Viewer): Promise<void> => {
  const { conversation } = await createConversation(ctx, ada, { kind: 'direct', member_ids: [ben.user_id] })
  await say(ctx, ada, conversation.id, { content: 'Hello Ben! How are you getting on with the fractions?' })
  await say(ctx, ben, conversation.id, {
    content: 'Quite well, thank you. Only the last exercise puzzles me.',
  })
  await say(ctx, ada, conversation.id, { content: 'Send me a photo of it, and we will look at it together.' })
}

/** A person who replies has read the message. */
const say = async (
  ctx: Context,
  viewer: Viewer,
  conversation_id: string,
  message: NewMessage,
): Promise<void> => {
  const { window } = await sendMessage(ctx, viewer, conversation_id, message)
  await putReceipt(ctx, viewer, conversation_id, { read_seq: window.to })
}

/** The people of the demo class act without a session. */
const viewerOf = ({ id, name, role }: UserRecord): Viewer => ({ user_id: id, session_id: 'demo', name, role })
