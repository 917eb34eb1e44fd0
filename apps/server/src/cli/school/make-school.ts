// A school of any size: people, conversations of all kinds, and a year of messages. Ada is in every conversation.
import { MUTED_FOR_EVER, type ConversationKind, type Role } from '@lectern/protocol'
import { createUser } from '../../features/accounts/users.ts'
import type { Context, Viewer } from '../../features/context.ts'
import { createConversation } from '../../features/conversations/create.ts'
import { setOwn } from '../../features/conversations/own-settings.ts'
import { putReceipt } from '../../features/conversations/receipts.ts'
import type { SchoolClock } from './school-clock.ts'
import { Talk } from './talk.ts'
import { randomOf, Words } from './words.ts'

export interface SchoolSize {
  conversations: number
  messages: number
  seed: number
}

export const SCHOOL_SIZE: SchoolSize = { conversations: 300, messages: 200_000, seed: 1 }

export interface SchoolOptions extends SchoolSize {
  /** Of each role. Those who are not of the demo class cannot sign in. */
  passwords: Readonly<Record<'admin' | 'instructor' | 'student', string>>
  /** Called now and then with the number of messages so far. */
  onProgress?: (messages: number) => void
}

const YEAR_MS = 365 * 86_400_000
const BATCH = 2_000
const COURSE_PEOPLE = 30
const GROUP_PEOPLE = 6
const UNREAD = 20

interface People {
  ada: Viewer
  /** Ben, Chloe, and students who only speak. */
  students: readonly Viewer[]
}

/** Returns the ids of the conversations, the largest first. @param ctx - empty, with this clock */
export const makeSchool = async (
  ctx: Context,
  clock: SchoolClock,
  { conversations, messages, seed, passwords, onProgress }: SchoolOptions,
): Promise<string[]> => {
  const words = new Words(randomOf(seed))
  const end = clock.now()
  clock.set(end - YEAR_MS)
  const people = await addPeople(ctx, Math.max(COURSE_PEOPLE, Math.ceil(conversations * 0.4)), passwords)
  const ids: string[] = []
  let written = 0
  for (const [index, share] of sharesOf(conversations, messages).entries()) {
    const from = end - YEAR_MS + Math.floor((words.upTo(100) * YEAR_MS) / 400)
    // The newest message is a minute to half a year old.
    const to = end - 60_000 - Math.floor((YEAR_MS / 2) * (index / conversations) ** 2)
    clock.set(from)
    const { id: conversation_id, members } = await open(ctx, words, people, index)
    const place = { conversation_id, people: members, messages: share, from, to }
    const talk = new Talk(place, { words, clock })
    while (talk.left > 0) {
      const batch = Math.min(talk.left, BATCH)
      await ctx.db.write(({ query }) => talk.write(query, batch))
      onProgress?.((written += batch))
    }
    await settle(ctx, { conversation_id, index, head: talk.head }, members)
    ids.push(conversation_id)
  }
  clock.set(end)
  return ids
}

const addPeople = async (
  ctx: Context,
  count: number,
  passwords: SchoolOptions['passwords'],
): Promise<People> => {
  const add = async (name: string, role: Role, password?: string): Promise<Viewer> => {
    const email = `${name.toLowerCase().replaceAll(' ', '-')}@example.edu`
    const { id } = await createUser(ctx, { email, name, role, ...(password !== undefined && { password }) })
    return { user_id: id, session_id: 'school', name, role }
  }
  await add('Admin', 'admin', passwords.admin)
  const ada = await add('Ada', 'instructor', passwords.instructor)
  const students: Viewer[] = []
  for (const name of ['Ben', 'Chloe']) students.push(await add(name, 'student', passwords.student))
  while (students.length < count) students.push(await add(`Student ${students.length + 1}`, 'student'))
  return { ada, students }
}

/** A few conversations have most of the messages. */
const sharesOf = (conversations: number, messages: number): number[] => {
  const weights = Array.from({ length: conversations }, (_, index) => 1 / (index + 3))
  const all = weights.reduce((sum, weight) => sum + weight, 0)
  let [weighed, given] = [0, 0]
  return weights.map((weight) => {
    const before = given
    given = Math.round((messages * (weighed += weight)) / all)
    return given - before
  })
}

/** Of ten conversations one is a course, five are groups, and four are direct, as long as there are people. */
const kindOf = (index: number, students: number): ConversationKind => {
  if (index % 10 === 0) return 'course'
  return index % 5 < 3 || studentOf(index) >= students ? 'group' : 'direct'
}

/** Whom a direct conversation is with. */
const studentOf = (index: number): number => Math.floor(index / 5) * 2 + (index % 5) - 3

const open = async (
  ctx: Context,
  words: Words,
  { ada, students }: People,
  index: number,
): Promise<{ id: string; members: Viewer[] }> => {
  const kind = kindOf(index, students.length)
  const some = (count: number) => Array.from({ length: count }, () => words.pick(students))
  const first = students.slice(0, 2)
  const chosen = {
    direct: () => students.slice(studentOf(index), studentOf(index) + 1),
    course: () => [...first, ...some(COURSE_PEOPLE - 3)],
    group: () => [...(index % 20 === 1 ? first : []), ...some(GROUP_PEOPLE - 1)],
  }[kind]()
  const members = [ada, ...new Set(chosen)]
  const member_ids = members.slice(1).map(({ user_id }) => user_id)
  const title = kind === 'direct' ? {} : { title: `${words.title()}, ${index + 1}` }
  const { conversation } = await createConversation(ctx, ada, { kind, member_ids, ...title })
  return { id: conversation.id, members }
}

/** Ada has not read the newest of every third; Ben and Chloe have read everything. */
const settle = async (
  ctx: Context,
  { conversation_id: id, index, head }: { conversation_id: string; index: number; head: number },
  members: readonly Viewer[],
): Promise<void> => {
  for (const member of members) {
    if (!['Ada', 'Ben', 'Chloe'].includes(member.name)) continue
    const isBehind = member.role === 'instructor' && index % 3 === 2
    await putReceipt(ctx, member, id, { read_seq: isBehind ? Math.max(1, head - UNREAD) : head })
  }
  const [ada] = members
  if (!ada) return
  if (index % 100 === 5) await setOwn(ctx, ada, id, { pinned: true })
  if (index % 50 === 7) await setOwn(ctx, ada, id, { muted_until: MUTED_FOR_EVER })
  if (index % 20 === 19) await setOwn(ctx, ada, id, { archived_seq: head })
}
