// Permissions: every mounted endpoint × every kind of caller. An endpoint without a row fails, and every answer
// is checked against the contract.
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import {
  endpoints,
  Problem,
  type Endpoint,
  type NewCard,
  type NewMessage,
  type Operation,
} from '@lectern/protocol'
import { errorsOf, operationsOf } from '@lectern/protocol/spec'
import { signAccessToken } from '../features/accounts/tokens.ts'
import { findUser } from '../features/accounts/users-rows.ts'
import { mutation } from '../platform/db/statement.ts'
import { createTestServer, type TestServer } from '../testing/create-test-server.ts'
import { jpeg } from '../testing/pictures.ts'
import { plan } from '../testing/plan.ts'
import { addPerson, signInAs, type Person } from '../testing/people.ts'
import { beginUpload, idOf, metadataOf, upload } from '../testing/upload.ts'

const ASKERS = [
  'creator', // Ada, an instructor
  'member', // Ben, a student
  'ex_member', // Chloe, a student
  'stranger', // Dana, a student
  'instructor', // Ivan, not a member
  'admin', // not a member
  'signed_out',
  'expired', // Ben's token of an hour ago
  'tampered', // Ben's token with another signature
] as const
type Asker = (typeof ASKERS)[number]
type Verdicts = Record<Asker, number>

/** What is asked about. No answer depends on an earlier one: what changes something has a conversation of its own. */
interface Scene {
  id: string
  /** Sent by Ben and by Ada. */
  ben_message_id: string
  ada_message_id: string
  ben_question_id: string
  ada_question_id: string
  /** By Ada and by Ben. */
  answer_to_ben_id: string
  answer_to_ada_id: string
  /** Uploaded by Ben: unfinished, and sent. */
  upload_id: string
  sent_id: string
  /** Links to the sent file, made for Ben and, while she was a member, for Chloe. */
  ben_sig: string
  chloe_sig: string
  /** Cards: a topic of Ben's, and a discussion that Ada has not opened. */
  ben_topic_id: string
  ada_draft_id: string
  /** Of this conversation and of the school; a draft of this conversation. */
  document_id: string
  school_document_id: string
  draft_id: string
  /** Answers of the assistant, to Ben and to Ada. */
  ben_turn_id: string
  ada_turn_id: string
  /** An answer that waits for staff. */
  draft_turn_id: string
  ada: Person
  ben: Person
  dana: Person
  ivan: Person
  /** Undefined for `signed_out`. */
  asker: Person | undefined
}

interface Row {
  verdicts: Verdicts
  ask(scene: Scene): { params?: object; query?: object; body?: object; headers?: Record<string, string> }
}

const plannedIn = ({ id }: Scene) => ({ params: { id, planned_id: crypto.randomUUID() } })

const nobody = { signed_out: 401, expired: 401, tampered: 401 }
const row = (verdicts: Verdicts, ask: Row['ask'] = () => ({})): Row => ({ verdicts, ask })
const openToAll = (status: number, ask?: Row['ask']): Row =>
  row(Object.fromEntries(ASKERS.map((asker) => [asker, status])) as Verdicts, ask)
const signedIn = (status: number, ask?: Row['ask'], others: Partial<Verdicts> = {}): Row =>
  row({ ...openToAll(status).verdicts, ...nobody, ...others }, ask)
/** Forbidden looks like not found to non-members. */
const members = (status: number, ask: Row['ask'], others: Partial<Verdicts> = {}): Row =>
  signedIn(404, ask, { creator: status, member: status, ...others })

const here = ({ id }: Scene) => ({ params: { id } })
const benMessage = ({ id, ben_message_id }: Scene) => ({ params: { id, message_id: ben_message_id } })
const adaMessage = ({ id, ada_message_id }: Scene) => ({ params: { id, message_id: ada_message_id } })
const about = (message_id: keyof Scene) => (scene: Scene) => ({
  params: { id: scene.id, message_id: scene[message_id] },
})
const benQuestion = about('ben_question_id')
const adaQuestion = about('ada_question_id')
const aNote = ({ id, ben_question_id }: Scene) => ({
  params: { id, message_id: ben_question_id, note_id: crypto.randomUUID() },
})
const aCannedAnswer = () => ({ params: { id: crypto.randomUUID() } })
const canned = { title: 'Soon', text: 'I look at it soon, {name}.' }
const answerToBen = about('answer_to_ben_id')
const answerToAda = about('answer_to_ada_id')
const benUpload = ({ upload_id }: Scene) => ({ params: { id: upload_id } })
const benSent = ({ sent_id }: Scene) => ({ params: { id: sent_id } })
const creation = (conversation_id: string) => ({
  'tus-resumable': '1.0.0',
  'upload-length': '3',
  'upload-metadata': metadataOf({ conversation_id, filename: 'a.txt' }),
})
const continuation = {
  'tus-resumable': '1.0.0',
  'upload-offset': '0',
  'content-type': 'application/offset+octet-stream',
}
const card = (id: 'ben_topic_id' | 'ada_draft_id') => (scene: Scene) => ({ params: { id: scene[id] } })
const act = (id: 'ben_topic_id' | 'ada_draft_id', verb: string) => (scene: Scene) => ({
  ...card(id)(scene),
  body: { id: crypto.randomUUID(), verb },
})
const turn = (id: 'ben_turn_id' | 'ada_turn_id' | 'draft_turn_id') => (scene: Scene) => ({
  params: { id: scene[id] },
})
const document = ({ document_id }: Scene) => ({ params: { id: document_id } })
const draft = ({ draft_id }: Scene) => ({ params: { id: draft_id } })
const note = { title: 'Note', format: 'markdown', content: 'A note.' } as const
const pushBody = {
  endpoint: 'https://push.example/x',
  keys: { p256dh: 'A'.repeat(87), auth: 'A'.repeat(22) },
  lang: 'en',
}
const students = { member: 403, ex_member: 403, stranger: 403 }

const ROWS: Partial<Record<Operation, Row[]>> = {
  login: [
    openToAll(200, ({ ada }) => ({ body: { email: ada.email, password: ada.password } })),
    openToAll(401, ({ id }) => ({ body: { email: `${id}@example.edu`, password: 'wrong' } })),
  ],
  refresh: [
    row({ ...openToAll(200).verdicts, signed_out: 401 }, ({ asker }) => ({
      body: asker ? { refresh_token: asker.refresh_token } : {},
    })),
  ],
  logout: [signedIn(204)],
  listSessions: [signedIn(200)],
  revokeSession: [members(204, ({ ben }) => ({ params: { id: ben.session_id } }), { creator: 404 })],
  revokeOtherSessions: [signedIn(204)],
  changePassword: [
    signedIn(403, () => ({ body: { current_password: 'wrong', password: 'chalk on a board' } })),
  ],
  createTicket: [signedIn(200)],
  getMe: [signedIn(200)],
  patchMe: [signedIn(200, () => ({ body: {} }))],
  listUsers: [signedIn(200)],
  listConversations: [signedIn(200)],
  getConversationTotals: [signedIn(200)],
  createConversation: [
    signedIn(201, ({ ada }) => ({ body: { kind: 'group', title: 'Club', member_ids: [ada.user_id] } })),
    signedIn(201, () => ({ body: { kind: 'course', title: 'Art', member_ids: [] } }), students),
    // For students who do not meet Dana there is no Dana.
    signedIn(400, ({ dana }) => ({ body: { kind: 'group', title: 'Club', member_ids: [dana.user_id] } }), {
      creator: 201,
      instructor: 201,
      admin: 201,
      stranger: 201,
    }),
  ],
  getConversation: [members(200, here)],
  patchConversation: [
    members(200, (scene) => ({ ...here(scene), body: { title: 'New' } }), { member: 403 }),
    members(200, (scene) => ({ ...here(scene), body: { assistant_mode: 'hints' } }), { member: 403 }),
  ],
  addMembers: [
    members(200, (scene) => ({ ...here(scene), body: { user_ids: [scene.dana.user_id] } }), { member: 403 }),
  ],
  removeMember: [
    members(200, ({ id, ben }) => ({ params: { id, user_id: ben.user_id } })),
    // The last of the staff stays.
    members(409, ({ id, ada }) => ({ params: { id, user_id: ada.user_id } }), { member: 403 }),
  ],
  getChanges: [members(200, (scene) => ({ ...here(scene), query: { since: 0 } }))],
  putReceipt: [members(200, (scene) => ({ ...here(scene), body: { read_seq: 1 } }))],
  postTyping: [members(204, (scene) => ({ ...here(scene), body: { on: true } }))],
  sync: [signedIn(200, () => ({ body: { heads: {} } }))],
  getEvents: [signedIn(200)],
  postFrame: [signedIn(404, ({ id }) => ({ params: { id }, body: { type: 'activity', state: 'active' } }))],
  sendMessage: [members(201, (scene) => ({ ...here(scene), body: { content: 'Hello' } }))],
  listMessages: [members(200, here)],
  editMessage: [
    members(200, (scene) => ({ ...benMessage(scene), body: { content: 'Better' } }), { creator: 403 }),
  ],
  deleteMessage: [members(200, benMessage), members(200, adaMessage, { member: 403 })],
  addReaction: [members(200, (scene) => ({ params: { ...benMessage(scene).params, emoji: '👍' } }))],
  removeReaction: [members(200, (scene) => ({ params: { ...benMessage(scene).params, emoji: '👍' } }))],
  markQuestion: [members(200, benMessage), members(200, adaMessage, { member: 403 })],
  unmarkQuestion: [members(200, benQuestion), members(200, adaQuestion, { member: 403 })],
  acceptAnswer: [members(200, answerToBen), members(200, answerToAda, { member: 403 })],
  unacceptAnswer: [members(200, answerToBen), members(200, answerToAda, { member: 403 })],
  endorseAnswer: [members(200, answerToBen, { member: 403 })],
  unendorseAnswer: [members(200, answerToBen, { member: 403 })],
  listQuestions: [members(200, here)],
  listThread: [members(200, benQuestion)],
  listThreads: [members(200, here)],
  markThread: [members(200, (scene) => ({ ...benQuestion(scene), body: { follows: true } }))],
  createUpload: [members(201, ({ id }) => ({ headers: creation(id) }))],
  getUpload: [members(200, benUpload, { creator: 404 })],
  patchUpload: [members(204, (scene) => ({ ...benUpload(scene), headers: continuation }), { creator: 404 })],
  deleteUpload: [members(204, benUpload, { creator: 404 })],
  createAttachmentLinks: [signedIn(200, ({ sent_id }) => ({ body: { attachment_ids: [sent_id] } }))],
  getAttachment: [members(200, benUpload, { creator: 404 }), members(200, benSent)],
  getAttachmentContent: [
    members(200, benSent),
    // A link is not a right: it ends with the membership of its user.
    openToAll(200, (scene) => ({ ...benSent(scene), query: { sig: scene.ben_sig } })),
    openToAll(404, (scene) => ({ ...benSent(scene), query: { sig: scene.chloe_sig } })),
    openToAll(401, (scene) => ({ ...benSent(scene), query: { sig: `${scene.ben_sig}x` } })),
    openToAll(401, (scene) => ({ ...benUpload(scene), query: { sig: scene.ben_sig } })),
  ],
  getAttachmentPreview: [
    members(200, (scene) => ({ params: { id: scene.sent_id, width: '320' } })),
    openToAll(200, ({ sent_id, ben_sig }) => ({
      params: { id: sent_id, width: '320' },
      query: { sig: ben_sig },
    })),
  ],
  listAttachments: [members(200, here)],
  listEdits: [members(200, benMessage), members(200, adaMessage, { member: 403 })],
  pinMessage: [members(200, benMessage, { member: 403 })],
  unpinMessage: [members(200, benMessage, { member: 403 })],
  listPins: [members(200, here)],
  saveMessage: [members(204, (scene) => ({ params: { message_id: scene.ben_message_id } }))],
  unsaveMessage: [signedIn(204, (scene) => ({ params: { message_id: scene.ben_message_id } }))],
  listSaved: [signedIn(200)],
  listPlanned: [signedIn(200)],
  planMessage: [members(200, (scene) => ({ ...plannedIn(scene), body: plan() }))],
  cancelPlanned: [signedIn(204, plannedIn)],
  sendPlanned: [signedIn(404, plannedIn)],
  hideConversation: [members(409, here)],
  patchOwnSettings: [members(200, (scene) => ({ ...here(scene), body: { pinned: true } }))],
  listNotices: [signedIn(200)],
  dismissNotices: [signedIn(204, ({ ben_message_id }) => ({ body: { message_id: ben_message_id } }))],
  getPush: [signedIn(200)],
  putPush: [signedIn(409, () => ({ body: pushBody }))],
  deletePush: [signedIn(204)],
  testPush: [signedIn(404)],
  renewPush: [
    openToAll(404, () => {
      const { lang: _, ...subscription } = pushBody
      return { body: { former: { endpoint: pushBody.endpoint, auth: pushBody.keys.auth }, subscription } }
    }),
  ],
  getNoticeSettings: [signedIn(200)],
  patchNoticeSettings: [signedIn(200, () => ({ body: { group: 'mentions' } }))],
  getHearing: [
    members(200, benMessage),
    members(200, (scene) => ({ ...benMessage(scene), query: { user_id: scene.ada.user_id } }), {
      member: 403,
    }),
  ],
  listInbox: [signedIn(200, undefined, students)],
  listWaits: [
    signedIn(200, undefined, students),
    members(200, ({ id }) => ({ query: { conversation_id: id } }), students),
  ],
  claimInboxItem: [members(200, benQuestion, students)],
  releaseInboxItem: [members(200, benQuestion, students)],
  patchInboxItem: [members(200, (scene) => ({ ...benQuestion(scene), body: { tags: ['exam'] } }), students)],
  listInboxNotes: [members(200, benQuestion, students)],
  addInboxNote: [members(201, (scene) => ({ ...benQuestion(scene), body: { text: 'A note.' } }), students)],
  deleteInboxNote: [members(404, aNote, students)],
  mergeQuestion: [
    members(200, (scene) => ({ ...benQuestion(scene), body: { message_id: scene.ada_question_id } }), {
      member: 403,
    }),
  ],
  unmergeQuestion: [members(200, benQuestion, { member: 403 })],
  listCannedAnswers: [signedIn(200, undefined, students)],
  putCannedAnswer: [
    signedIn(200, () => ({ ...aCannedAnswer(), body: { ...canned, scope: 'own' } }), students),
    signedIn(403, () => ({ ...aCannedAnswer(), body: { ...canned, scope: 'school' } }), { admin: 200 }),
    members(
      200,
      ({ id }) => ({ ...aCannedAnswer(), body: { ...canned, scope: 'conversation', conversation_id: id } }),
      students,
    ),
  ],
  deleteCannedAnswer: [signedIn(404, aCannedAnswer, students)],
  getTeachingHours: [
    signedIn(200, undefined, students),
    members(200, ({ id }) => ({ query: { conversation_id: id } }), students),
  ],
  putTeachingHours: [
    signedIn(403, () => ({ body: { hours: null } }), { admin: 200 }),
    members(200, ({ id }) => ({ body: { conversation_id: id, hours: null } }), students),
  ],
  getOwnChanges: [signedIn(200, () => ({ query: { since: 0 } }))],
  getPolicy: [signedIn(200)],
  patchPolicy: [signedIn(403, () => ({ body: {} }), { admin: 200 })],
  listBlocks: [signedIn(200)],
  blockUser: [signedIn(204, (scene) => ({ params: { user_id: scene.ivan.user_id } }), { instructor: 403 })],
  unblockUser: [signedIn(204, ({ dana }) => ({ params: { user_id: dana.user_id } }))],
  createReport: [
    members(201, ({ ada_message_id }) => ({ body: { message_id: ada_message_id, reason: 'Rude.' } }), {
      creator: 403,
    }),
  ],
  listReports: [signedIn(200, undefined, students)],
  patchReport: [
    signedIn(404, () => ({ params: { id: crypto.randomUUID() }, body: { state: 'done' } }), students),
  ],
  getCard: [members(200, card('ben_topic_id')), members(404, card('ada_draft_id'), { creator: 200 })],
  actOnCard: [
    members(200, act('ben_topic_id', 'me_too')),
    members(200, act('ben_topic_id', 'close')),
    members(200, act('ada_draft_id', 'open'), { member: 404 }),
  ],
  listReplies: [members(200, card('ben_topic_id')), members(404, card('ada_draft_id'), { creator: 200 })],
  createDocument: [
    signedIn(201, () => ({ body: note }), students),
    members(201, ({ id }) => ({ body: { ...note, conversation_id: id } }), students),
  ],
  listDocuments: [
    signedIn(200),
    signedIn(200, ({ id }) => ({ query: { q: 'note', conversation_id: id } })),
    members(200, ({ id }) => ({ query: { citable_in: id } })),
  ],
  search: [signedIn(200, ({ id }) => ({ query: { q: 'note', conversation_id: id } })), signedIn(200)],
  listCollections: [signedIn(200)],
  getDocument: [
    members(200, document),
    members(200, draft, { member: 404 }),
    signedIn(200, ({ school_document_id }) => ({ params: { id: school_document_id } })),
  ],
  patchDocument: [
    members(200, (scene) => ({ ...document(scene), body: { state: 'withdrawn' } }), { member: 403 }),
    members(200, (scene) => ({ ...draft(scene), body: { state: 'published' } }), { member: 404 }),
    signedIn(
      200,
      ({ school_document_id }) => ({ params: { id: school_document_id }, body: { collection: 'New' } }),
      students,
    ),
  ],
  createDocumentVersion: [
    members(201, (scene) => ({ ...document(scene), body: { content: 'New' } }), { member: 403 }),
    signedIn(
      201,
      ({ school_document_id }) => ({ params: { id: school_document_id }, body: { content: 'New' } }),
      students,
    ),
  ],
  listDocumentVersions: [members(200, document)],
  getDocumentOriginal: [signedIn(404, document)],
  listBacklinks: [members(200, document)],
  createInvocation: [members(201, (scene) => ({ ...here(scene), body: { prompt: 'Why?' } }))],
  stopInvocation: [members(200, turn('ben_turn_id')), members(200, turn('ada_turn_id'), { member: 403 })],
  rateInvocation: [members(200, (scene) => ({ ...turn('ben_turn_id')(scene), body: { helpful: true } }))],
  listSimilar: [signedIn(200, () => ({ query: { q: 'Why halve it?' } }))],
  getReview: [
    members(200, turn('draft_turn_id'), { member: 403 }),
    // There is no review of a public answer.
    members(404, turn('ben_turn_id'), { member: 403 }),
  ],
  reviewInvocation: [
    members(200, (scene) => ({ ...turn('draft_turn_id')(scene), body: { verdict: 'approve' } }), {
      member: 403,
    }),
    members(409, (scene) => ({ ...turn('ben_turn_id')(scene), body: { verdict: 'dismiss' } }), {
      member: 403,
    }),
  ],
  healthz: [openToAll(200)],
  readyz: [openToAll(200)],
  openapi: [openToAll(200)],
  asyncapi: [openToAll(200)],
  docs: [openToAll(200)],
}

let server: TestServer
let dana: Person
let ivan: Person
let guide: Person
beforeAll(async () => {
  server = await createTestServer()
  dana = await addPerson(server.ctx, 'Dana', 'student')
  ivan = await addPerson(server.ctx, 'Ivan', 'instructor')
  guide = await addPerson(server.ctx, 'Guide', 'assistant')
})
afterAll(() => server.close())
// Removes the hourly limit of questions.
const forgetWhen = mutation("UPDATE invocations SET created_at = '2026-01-01T00:00:00.000Z'")
afterEach(() => server.ctx.db.write(async ({ query }) => void (await forgetWhen(query, []))))

const freshSession = async (person: Person): Promise<Person> => {
  const user = await findUser(server.ctx.db.read, person.user_id)
  return signInAs(server.ctx, user!, person.password)
}

const expired = async (person: Person): Promise<Person> => {
  const clock = { ...server.ctx.clock, now: () => server.ctx.clock.now() - 3_600_000 }
  return { ...person, access_token: await signAccessToken({ ...server.ctx, clock }, person) }
}

const tampered = (person: Person): Person => {
  const [header, payload, signature = ''] = person.access_token.split('.')
  const other = `${signature.startsWith('x') ? 'y' : 'x'}${signature.slice(1)}`
  return { ...person, access_token: `${header}.${payload}.${other}` }
}

const find = async (asker: Asker, ben: Person): Promise<Person | undefined> => {
  const { ada, chloe, admin } = server.people
  if (asker === 'signed_out') return undefined
  if (asker === 'expired') return expired(ben)
  if (asker === 'tampered') return tampered(ben)
  if (asker === 'member') return ben
  return freshSession({ creator: ada, ex_member: chloe, stranger: dana, instructor: ivan, admin }[asker])
}

/** Somebody without sessions that other questions use, for what ends them all. */
const newcomer = async (asker: Asker, { asker: known }: Scene): Promise<Person | undefined> => {
  if (known === undefined || asker === 'expired' || asker === 'tampered') return known
  return addPerson(server.ctx, `Newcomer${crypto.randomUUID()}`, known.role)
}

/** What of a scene is made for some paths only. */
const ATTACHMENTS = /attachments/
const DOCUMENTS = /documents/
const INVOCATIONS = /invocations/
const ONE_INVOCATION = /^\/invocations\//
const STAGED = [ATTACHMENTS, DOCUMENTS, INVOCATIONS, ONE_INVOCATION]

const stage = async (asker: Asker, path: string): Promise<Scene> => {
  const { ada, chloe } = server.people
  const ben = await freshSession(server.people.ben)
  const { id } = await server.as(ada).call(endpoints.createConversation, {
    body: { kind: 'group', title: 'Group', member_ids: [ben.user_id, chloe.user_id] },
  })
  const send = async (person: Person, more: Partial<NewMessage> = {}) => {
    const { window } = await server
      .as(person)
      .call(endpoints.sendMessage, { params: { id }, body: { content: `From ${person.name}`, ...more } })
    return window.messages[0]!
  }
  const message = async (...said: Parameters<typeof send>) => (await send(...said)).id
  const cardOf = async (person: Person, made: NewCard) =>
    (await send(person, { content: '', card: made })).card!.id
  const ben_message_id = await message(ben)
  const ada_message_id = await message(ada)
  const ben_question_id = await message(ben, { question: true })
  const ada_question_id = await message(ada, { question: true })
  const answer_to_ben_id = await message(ada, { reply_to_id: ben_question_id })
  const answer_to_ada_id = await message(ben, { reply_to_id: ada_question_id })
  const ben_topic_id = await cardOf(ben, { type: 'topic', data: { title: 'Halving', kind: 'discussion' } })
  const ada_draft_id = await cardOf(ada, { type: 'learning_discuss', data: { prompt: 'Why?', mode: 'open' } })
  const attached = ATTACHMENTS.test(path) ? await attach(ben, chloe, id) : noFiles
  const written = DOCUMENTS.test(path) ? await write(ada, id) : noDocuments
  if (INVOCATIONS.test(path)) await addGuide(ada, id)
  const turns = ONE_INVOCATION.test(path) ? await askGuide(ada, ben, id) : noTurns
  await server.as(ada).call(endpoints.removeMember, { params: { id, user_id: chloe.user_id } })
  const asked = { ben_question_id, ada_question_id, answer_to_ben_id, answer_to_ada_id }
  const people = { ada, ben, dana, ivan, asker: await find(asker, ben) }
  const cards = { ben_topic_id, ada_draft_id }
  return {
    id,
    ben_message_id,
    ada_message_id,
    ...cards,
    ...asked,
    ...attached,
    ...written,
    ...turns,
    ...people,
  }
}

const noTurns = { ben_turn_id: '', ada_turn_id: '', draft_turn_id: '' }
const addGuide = (ada: Person, id: string) =>
  server.as(ada).call(endpoints.addMembers, { params: { id }, body: { user_ids: [guide.user_id] } })

const askGuide = async (ada: Person, ben: Person, id: string) => {
  const askFor = async (person: Person) => {
    const asking = { params: { id }, body: { prompt: 'Why?' } }
    const { window } = await server.as(person).call(endpoints.createInvocation, asking)
    return window.messages[0]!.invocation_id!
  }
  const turns = { ben_turn_id: await askFor(ben), ada_turn_id: await askFor(ada) }
  await server.system.assistant.whenSettled()
  return { ...turns, draft_turn_id: await askChecked(ada, ben, id) }
}

const askChecked = async (ada: Person, ben: Person, id: string): Promise<string> => {
  const set = { params: { id }, body: { assistant_review: true } }
  await server.as(ada).call(endpoints.patchConversation, set)
  const asking = { params: { id }, body: { content: '@Guide why?', mentions: [guide.user_id] } }
  await server.as(ben).call(endpoints.sendMessage, asking)
  await server.system.assistant.whenSettled()
  const { messages } = await server.as(ada).call(endpoints.listMessages, { params: { id }, query: {} })
  return messages.findLast(({ ask: asked }) => asked)!.ask!.invocation_id
}

const noDocuments = { document_id: '', school_document_id: '', draft_id: '' }
const write = async (ada: Person, conversation_id: string) => {
  const add = async (more: object) =>
    (await server.as(ada).call(endpoints.createDocument, { body: { ...note, ...more } })).id
  const document_id = await add({ conversation_id })
  return {
    document_id,
    school_document_id: await add({}),
    draft_id: await add({ conversation_id, state: 'draft' }),
  }
}

const noFiles = { upload_id: '', sent_id: '', ben_sig: '', chloe_sig: '' }
const attach = async (ben: Person, chloe: Person, conversation_id: string) => {
  const caller = server.as(ben)
  const upload_id = idOf(await beginUpload(caller, { conversation_id, bytes: Buffer.from('abc') }))
  const file = { conversation_id, filename: 'a.jpg', bytes: await jpeg(8, 8) }
  const { id: sent_id } = await upload(caller, file)
  const body = { content: '', attachment_ids: [sent_id] }
  await caller.call(endpoints.sendMessage, { params: { id: conversation_id }, body })
  const linkFor = async (person: Person) => {
    const asked = { body: { attachment_ids: [sent_id] } }
    return (await server.as(person).call(endpoints.createAttachmentLinks, asked)).links[sent_id]!
  }
  return { upload_id, sent_id, ben_sig: await linkFor(ben), chloe_sig: await linkFor(chloe) }
}

/** Those of whoever reads, or is turned away before anything is done: most of the questions, and of the time. */
const shared = new Map<string, Promise<Scene>>()
const stageFor = (asker: Asker, { method, path }: Endpoint, verdict: number): Promise<Scene> => {
  if (method !== 'get' && verdict !== 401) return stage(asker, path)
  const key = `${asker} ${STAGED.map((part) => part.test(path)).join(' ')}`
  const scene = shared.get(key) ?? stage(asker, path)
  shared.set(key, scene)
  return scene
}

const ask = async (endpoint: Endpoint, { ask: input, verdicts }: Row, asker: Asker): Promise<number> => {
  const scene = await stageFor(asker, endpoint, verdicts[asker])
  const endsAll = endpoint === endpoints.revokeOtherSessions
  const person = endsAll ? await newcomer(asker, scene) : scene.asker
  const response = await server.as(person).send(endpoint, input(scene))
  await holdAgainstContract(endpoint, response)
  return response.status
}

const holdAgainstContract = async (endpoint: Endpoint, response: Response): Promise<void> => {
  if (response.status >= 400) {
    const problem = Problem.parse(await response.json())
    expect(errorsOf(endpoint)).toContain(problem.code)
    expect(problem.status).toBe(response.status)
    return
  }
  const schema = endpoint.answers[response.status]?.schema
  expect(Object.keys(endpoint.answers)).toContain(String(response.status))
  if (schema) schema.parse(await response.json())
  else await response.body?.cancel()
}

describe('authorisation', () => {
  it('has a row for every mounted endpoint', () => {
    const mounted = operationsOf(server.system.routes.map(({ endpoint }) => endpoint))
    expect(mounted.filter((operation) => !(operation in ROWS))).toEqual([])
    expect(mounted.length).toBeGreaterThan(25)
  })

  const cells = Object.entries(ROWS).flatMap(([operation, rows]) =>
    rows.map((each, index) => ({ operation: operation as Operation, index, each })),
  )

  it.each(cells)(
    '$operation ($index) is allowed to the right callers',
    { timeout: 30_000 },
    async ({ operation, each }) => {
      const endpoint: Endpoint = endpoints[operation]
      const isMounted = server.system.routes.some((route) => route.endpoint === endpoint)
      const askers = isMounted ? ASKERS : []
      const found = await Promise.all(askers.map(async (asker) => [asker, await ask(endpoint, each, asker)]))
      expect(Object.fromEntries(found)).toEqual(isMounted ? each.verdicts : {})
    },
  )
})
