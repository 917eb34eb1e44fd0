// The authorisation table varies the caller; this one varies the conversation. Every further id of an endpoint
// is tried from another conversation: one of the same person, and one of other people.
import { hash } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { endpoints, Id, type Endpoint, type Operation } from '@lectern/protocol'
import { operationsOf } from '@lectern/protocol/spec'
import { mutation } from '../platform/db/statement.ts'
import { createTestServer, type TestServer } from '../testing/create-test-server.ts'
import { docx } from '../testing/files.ts'
import { addPerson, type Person } from '../testing/people.ts'
import { plan } from '../testing/plan.ts'
import { upload } from '../testing/upload.ts'

/** A conversation with one of everything, made by its creator. */
interface FullConversation {
  id: string
  founder: Person
  member_id: string
  message_id: string
  question_id: string
  answer_id: string
  document_id: string
  card_id: string
  action_id: string
  turn_id: string
  /** Uploaded and not sent. */
  attachment_id: string
}

interface Row {
  /** The status for an id of the same conversation, of another one of Ada's, and of one without her. */
  statuses: [here: number, there: number, elsewhere: number]
  ask(here: FullConversation, theirs: FullConversation): { params?: object; query?: object; body?: object }
}

const row = (statuses: Row['statuses'], ask: Row['ask']): Row => ({ statuses, ask })
const CONTENT = 'From the founder'
const note = { title: 'Note', format: 'markdown', content: 'A note.' } as const

type MessageOf = 'message_id' | 'question_id' | 'answer_id'
const message =
  (which: MessageOf, more: object = {}): Row['ask'] =>
  (here, theirs) => ({ params: { id: here.id, message_id: theirs[which] }, ...more })
const reaction: Row['ask'] = ({ id }, { message_id }) => ({
  params: { id, message_id, emoji: '👍' },
})
const send =
  (bodyOf: (theirs: FullConversation) => object): Row['ask'] =>
  ({ id }, theirs) => ({ params: { id }, body: { content: 'Look', ...bodyOf(theirs) } })

const ofMessage = (ask: Row['ask']) => row([200, 404, 404], ask)

/** By operation and place of the id in its input. */
const ROWS: Record<string, Row> = {
  'editMessage params.message_id': ofMessage(message('message_id', { body: { content: 'Better' } })),
  'deleteMessage params.message_id': ofMessage(message('message_id')),
  'addReaction params.message_id': ofMessage(reaction),
  'removeReaction params.message_id': ofMessage(reaction),
  // Nobody reports themselves, and nobody learns of messages elsewhere.
  'createReport body.message_id': row([403, 403, 404], (_, { message_id }) => ({
    body: { message_id, reason: 'Look' },
  })),
  'markQuestion params.message_id': ofMessage(message('message_id')),
  'unmarkQuestion params.message_id': ofMessage(message('question_id')),
  'acceptAnswer params.message_id': ofMessage(message('answer_id')),
  'unacceptAnswer params.message_id': ofMessage(message('answer_id')),
  'endorseAnswer params.message_id': ofMessage(message('answer_id')),
  'unendorseAnswer params.message_id': ofMessage(message('answer_id')),
  'pinMessage params.message_id': ofMessage(message('message_id')),
  'unpinMessage params.message_id': ofMessage(message('message_id')),
  'getHearing params.message_id': ofMessage(message('message_id')),
  'claimInboxItem params.message_id': ofMessage(message('question_id')),
  'releaseInboxItem params.message_id': ofMessage(message('question_id')),
  'patchInboxItem params.message_id': ofMessage(message('question_id', { body: { tags: ['exam'] } })),
  'listInboxNotes params.message_id': ofMessage(message('question_id')),
  'addInboxNote params.message_id': row(
    [201, 404, 404],
    message('question_id', { body: { text: 'A note.' } }),
  ),
  'deleteInboxNote params.message_id': row([404, 404, 404], ({ id }, { question_id: message_id }) => ({
    params: { id, message_id, note_id: crypto.randomUUID() },
  })),
  'mergeQuestion params.message_id': row([409, 404, 404], ({ id, question_id }, theirs) => ({
    params: { id, message_id: theirs.question_id },
    body: { message_id: question_id },
  })),
  // A question is not its own double.
  'mergeQuestion body.message_id': row([409, 404, 404], ({ id, question_id }, theirs) => ({
    params: { id, message_id: question_id },
    body: { message_id: theirs.question_id },
  })),
  'unmergeQuestion params.message_id': ofMessage(message('question_id')),
  'putCannedAnswer body.conversation_id': row([200, 200, 404], (_, { id }) => ({
    params: { id: crypto.randomUUID() },
    body: { title: 'Soon', text: 'Soon.', scope: 'conversation', conversation_id: id },
  })),
  'listEdits params.message_id': ofMessage(message('message_id')),
  'listThread params.message_id': ofMessage(message('question_id')),
  'markThread params.message_id': row([200, 404, 404], message('question_id', { body: { follows: true } })),
  'listMessages query.around': ofMessage(({ id }, theirs) => ({
    params: { id },
    query: { around: theirs.message_id },
  })),
  'planMessage params.planned_id': row([409, 409, 409], ({ id }, { message_id }) => ({
    params: { id, planned_id: message_id },
    body: plan(),
  })),
  'planMessage body.message.reply_to_id': row([200, 400, 400], ({ id }, { message_id }) => ({
    params: { id, planned_id: crypto.randomUUID() },
    body: plan({ reply_to_id: message_id }),
  })),
  'cancelPlanned params.planned_id': row([409, 204, 204], ({ id }, { message_id }) => ({
    params: { id, planned_id: message_id },
  })),
  'sendMessage body.id': row(
    [200, 409, 409],
    send(({ message_id }) => ({ id: message_id, content: CONTENT })),
  ),
  'sendMessage body.reply_to_id': row(
    [201, 400, 400],
    send(({ message_id }) => ({ reply_to_id: message_id })),
  ),
  'sendMessage body.attachment_ids[]': row(
    [201, 400, 400],
    send(({ attachment_id }) => ({ attachment_ids: [attachment_id] })),
  ),
  'sendMessage body.parts[].document_id': row(
    [201, 400, 400],
    send(({ document_id }) => ({ parts: [citation(document_id)] })),
  ),
  // A card comes with the message that makes it, never by an id.
  'sendMessage body.parts[].attachment_id': row(
    [400, 400, 400],
    send(({ attachment_id }) => ({ parts: [picture(attachment_id)] })),
  ),
  'sendMessage body.parts[].card_id': row(
    [400, 400, 400],
    send(({ card_id }) => ({ parts: [{ type: 'card', card_id }] })),
  ),
  'removeMember params.user_id': row([200, 404, 404], ({ id }, { member_id }) => ({
    params: { id, user_id: member_id },
  })),
  'createInvocation body.id': row([201, 409, 409], ({ id }, { turn_id, message_id }) => ({
    params: { id },
    body: { id: turn_id, message_id },
  })),
  'createInvocation body.message_id': row([201, 404, 404], ({ id }, { message_id }) => ({
    params: { id },
    body: { message_id },
  })),
  'actOnCard body.id': row([200, 409, 409], ({ card_id }, { action_id }) => ({
    params: { id: card_id },
    body: { id: action_id, verb: 'me_too' },
  })),
  'createConversation body.id': row([409, 409, 409], (_, { id }) => ({
    body: { id, kind: 'group', title: 'Another', member_ids: [] },
  })),
  'createDocument body.id': row([200, 409, 409], ({ id }, { document_id }) => ({
    body: { ...note, id: document_id, conversation_id: id },
  })),
  'createDocument body.conversation_id': row([201, 201, 404], (_, { id }) => ({
    body: { ...note, conversation_id: id },
  })),
  // A reader of a file may make a document of it.
  'createDocument body.attachment_id': row([201, 201, 400], ({ id }, { attachment_id }) => ({
    body: { attachment_id, conversation_id: id },
  })),
  'createDocumentVersion body.attachment_id': row([201, 201, 400], ({ document_id }, { attachment_id }) => ({
    params: { id: document_id },
    body: { attachment_id },
  })),
}

/** Pairs of ids that need no row, and why. */
const NO_PAIR: Record<string, string> = {
  'createReport body.id': 'a report is of no conversation',
  'claimInboxItem body.user_id': 'a person is of no conversation',
  'addInboxNote body.id': 'a note belongs to its item, in which its id is looked for',
  'deleteInboxNote params.note_id': 'a note belongs to its item, in which its id is looked for',
  'getHearing query.user_id': 'a person is of no conversation',
  'createReport body.user_id': 'a person is of no conversation',
  'addMembers body.user_ids[]': 'a person is of no conversation',
  'createConversation body.member_ids[]': 'a person is of no conversation',
  'planMessage body.message.mentions[]': 'whoever is no member then is left out of the mentions',
  'sendPlanned params.planned_id': 'with its conversation it names what one person wrote',
  'sendMessage body.mentions[]': 'whoever is no member is left out of the mentions',
  'editMessage body.mentions[]': 'whoever is no member is left out of the mentions',
  'sendMessage body.alt_texts{}': 'words about the attachments of the same message',
  'listDocuments query.conversation_id': 'a filter over what one may read',
  'listDocuments query.citable_in': 'a filter, for members of that conversation',
  'search query.conversation_id': 'a filter over what one may read',
  'search query.from': 'a filter over what one may read',
  'sync body.heads{}': 'compared with the own heads only',
  'sync body.page.after': 'a place in the order of the own conversations',
  'sync body.connection': 'a connection is of a session',
  'postFrame body.conversation_ids[]': 'tried over the socket',
  'postFrame body.conversation_id': 'tried over the socket',
}

const citation = (document_id: string) => ({
  type: 'document',
  document_id,
  version: 1,
  span: { start: 0, end: 0, sha256: hash('sha256', '') },
  title: '',
  excerpt: '',
  status: 'unverified',
})
const picture = (attachment_id: string) => ({ type: 'image', attachment_id, width: 1, height: 1, alt: '' })

type Walked = { def?: Record<string, unknown> }

/** The places of ids in a schema. */
const idsIn = (schema: unknown, at: string): string[] => {
  if (schema === Id) return [at]
  const { def = {} } = (schema ?? {}) as Walked
  switch (def['type']) {
    case 'object':
      return Object.entries(def['shape'] as object).flatMap(([key, field]) => idsIn(field, `${at}.${key}`))
    case 'optional':
    case 'nullable':
    case 'default':
      return idsIn(def['innerType'], at)
    case 'array':
      return idsIn(def['element'], `${at}[]`)
    case 'record':
      return idsIn(def['keyType'], `${at}{}`)
    case 'union':
      return (def['options'] as unknown[]).flatMap((option) => idsIn(option, at))
    case 'pipe':
      return idsIn(def['in'], at)
    default:
      return []
  }
}

/** All ids of an endpoint except the first one of its path. */
const secondIds = (endpoint: Endpoint): string[] => {
  const { params, query, body } = endpoint
  const all = [...idsIn(params, 'params'), ...idsIn(query, 'query'), ...idsIn(body, 'body')]
  return all.length < 2 ? [] : [...new Set(all)].filter((at) => at !== 'params.id')
}

let server: TestServer
let elsewhere: FullConversation
let guide: Person

beforeAll(async () => {
  server = await createTestServer()
  const { ben, admin } = server.people
  guide = await addPerson(server.ctx, 'Guide', 'assistant')
  const dana = await addPerson(server.ctx, 'Dana', 'student')
  elsewhere = await furnish(admin, dana, ben)
})
afterAll(() => server.close())
// Removes the hourly limit of questions to the assistant.
const forgetWhen = mutation("UPDATE invocations SET created_at = '2026-01-01T00:00:00.000Z'")
afterEach(() => server.ctx.db.write(async ({ query }) => void (await forgetWhen(query, []))))

const furnish = async (founder: Person, member: Person, ...others: Person[]): Promise<FullConversation> => {
  const as = server.as(founder)
  const member_ids = [member, guide, ...others].map(({ user_id }) => user_id)
  const created = { body: { kind: 'group', title: 'Group', member_ids } } as const
  const { id } = await as.call(endpoints.createConversation, created)
  const say = async (body: object) => {
    const said = { params: { id }, body: { content: CONTENT, ...body } }
    return (await as.call(endpoints.sendMessage, said)).window.messages[0]!
  }
  const message_id = (await say({})).id
  const question_id = (await say({ question: true })).id
  const answer_id = (await say({ reply_to_id: question_id })).id
  const topic = { type: 'topic', data: { title: 'Halving', kind: 'discussion' } }
  const card_id = (await say({ content: '', card: topic })).card!.id
  const [document_id, action_id, turn_id] = [crypto.randomUUID(), crypto.randomUUID(), crypto.randomUUID()]
  await as.call(endpoints.createDocument, { body: { ...note, id: document_id, conversation_id: id } })
  await as.call(endpoints.actOnCard, { params: { id: card_id }, body: { id: action_id, verb: 'me_too' } })
  await as.call(endpoints.createInvocation, { params: { id }, body: { id: turn_id, message_id } })
  await server.system.assistant.whenSettled()
  const file = { conversation_id: id, filename: 'a.docx', bytes: docx('A file', ['With words.']) }
  const attachment_id = (await upload(as, file)).id
  const { user_id: member_id } = member
  const made = { message_id, question_id, answer_id, document_id, card_id, action_id, turn_id, attachment_id }
  return { id, founder, member_id, ...made }
}

const headOf = async ({ id, founder }: FullConversation) =>
  (await server.as(founder).call(endpoints.getConversation, { params: { id } })).head

const cells = operationsOf(Object.values(endpoints)).flatMap((operation) =>
  secondIds(endpoints[operation]).map((at) => `${operation} ${at}`),
)

describe('which conversation', () => {
  it('has a row for every second id of every mounted endpoint, and no other', () => {
    const mounted = new Set<string>(operationsOf(server.system.routes.map(({ endpoint }) => endpoint)))
    const asked = cells.filter((cell) => mounted.has(cell.split(' ')[0]!))
    expect([...Object.keys(ROWS), ...Object.keys(NO_PAIR)].sort()).toEqual(asked.sort())
  })

  it.each(Object.keys(ROWS))('%s belongs to the conversation of the request', async (cell) => {
    const { statuses, ask } = ROWS[cell]!
    const endpoint: Endpoint = endpoints[cell.split(' ')[0] as Operation]
    const { ada, ben, chloe } = server.people
    const here = await furnish(ada, ben)
    const there = await furnish(ada, chloe, ben)
    const before = await Promise.all([there, elsewhere].map(headOf))
    const found: number[] = []
    for (const theirs of [elsewhere, there, here]) {
      const response = await server.as(ada).send(endpoint, ask(here, theirs))
      found.unshift(response.status)
    }
    expect(found).toEqual(statuses)
    expect(await Promise.all([there, elsewhere].map(headOf))).toEqual(before)
  })
})
