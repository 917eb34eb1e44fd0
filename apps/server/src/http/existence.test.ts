// Whether something exists is told to those who may see it alone: a stranger's answer for an id that exists is the
// answer for one that never did, in status, headers and words. Every place of the contract that takes an id has a row.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { endpoints, type NewCard, type NewMessage, type Operation } from '@lectern/protocol'
import { operationsOf } from '@lectern/protocol/spec'
import { toJSONSchema } from 'zod/v4/core'
import type { AnyEndpoint } from '../features/route.ts'
import { createTestServer, type TestServer } from '../testing/create-test-server.ts'
import { jpeg } from '../testing/pictures.ts'
import { addPerson, type Person } from '../testing/people.ts'
import { plan } from '../testing/plan.ts'
import { beginUpload, idOf, metadataOf, upload } from '../testing/upload.ts'

/** What belongs to others, by its kind. */
interface Hidden {
  conversation: string
  message: string
  question: string
  answer: string
  upload: string
  file: string
  document: string
  draft: string
  topic: string
  discussion: string
  turn: string
  review: string
  report: string
  /** Of staff: about the question, and an answer that Ada has. */
  note: string
  canned: string
  session: string
  connection: string
  /** A student, whom other students do not meet. */
  person: string
}

interface Input {
  params?: object
  query?: object
  body?: object
  headers?: Record<string, string>
}

/** The stranger's own things, to ask from. */
interface Own {
  conversation: string
  message: string
  question: string
  document: string
  topic: string
  training: string
  connection: string
}

interface Row {
  of: keyof Hidden
  ask: (id: string, own: Own, hidden: Hidden) => Input
  /** What staff may see. */
  students_only?: boolean
}

const row = (of: keyof Hidden, ask: Row['ask']): Row => ({ of, ask })
const byId = (of: keyof Hidden, more: Input = {}): Row => row(of, (id) => ({ params: { id }, ...more }))
const inConversation = (more: Input & { params?: object } = {}): Row =>
  row('conversation', (id, _own, { message }) => ({
    ...more,
    params: { id, message_id: message, ...more.params },
  }))
/** A message by its own id, asked for in the stranger's conversation. */
const asOwn = (of: keyof Hidden, more: Input & { params?: object } = {}): Row =>
  row(of, (id, { conversation }) => ({
    ...more,
    params: { id: conversation, message_id: id, ...more.params },
  }))
const ofMessage = (more: Input & { params?: object } = {}): Row[] => [
  inConversation(more),
  asOwn('message', more),
  asOwn('answer', more),
]
const said = (more: (id: string) => object, of: keyof Hidden): Row =>
  row(of, (id, { conversation }) => ({
    params: { id: conversation },
    body: { content: 'Hello', ...more(id) },
  }))
const cardOf = (of: keyof Hidden, card: (id: string) => object): Row =>
  said((id) => ({ content: '', card: card(id) }), of)
const act = (
  of: keyof Hidden,
  verb: string,
  input: (id: string) => object,
  on: 'topic' | 'training' = 'topic',
): Row =>
  row(of, (id, own) => ({
    params: { id: own[on] },
    body: { id: crypto.randomUUID(), verb, input: input(id) },
  }))
const person = (ask: Row['ask']): Row => ({ of: 'person', ask, students_only: true })
const note = { title: 'Note', format: 'markdown', content: 'A note.' } as const
const tus = { 'tus-resumable': '1.0.0' }
const patching = { ...tus, 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' }
const span = { start: 0, end: 4, sha256: '0'.repeat(64) }
const emoji = { params: { emoji: '👍' } }
const framed = (body: object): Row => row('connection', (id) => ({ params: { id }, body }))

const ROWS: Partial<Record<Operation, Row[]>> = {
  revokeSession: [byId('session')],
  getConversation: [byId('conversation')],
  patchConversation: [
    byId('conversation', { body: { title: 'New' } }),
    byId('conversation', { body: { assistant_mode: 'hints' } }),
  ],
  hideConversation: [byId('conversation')],
  patchOwnSettings: [byId('conversation', { body: { pinned: true } })],
  createConversation: [
    person((id) => ({ body: { kind: 'direct', member_ids: [id] } })),
    person((id) => ({ body: { kind: 'group', title: 'Club', member_ids: [id] } })),
  ],
  addMembers: [
    row('conversation', (id, _own, hidden) => ({ params: { id }, body: { user_ids: [hidden.person] } })),
    person((id, { conversation }) => ({ params: { id: conversation }, body: { user_ids: [id] } })),
  ],
  removeMember: [
    row('conversation', (id, _own, hidden) => ({ params: { id, user_id: hidden.person } })),
    row('person', (id, { conversation }) => ({ params: { id: conversation, user_id: id } })),
  ],
  getChanges: [byId('conversation', { query: { since: 0 } })],
  putReceipt: [byId('conversation', { body: { read_seq: 1 } })],
  postTyping: [byId('conversation', { body: { on: true } })],
  postFrame: [
    framed({ type: 'activity', state: 'active' }),
    row('conversation', (id, { connection }) => ({
      params: { id: connection },
      body: { type: 'watch', conversation_ids: [id] },
    })),
    row('conversation', (id, { connection }) => ({
      params: { id: connection },
      body: { type: 'typing', conversation_id: id, on: true },
    })),
    row('conversation', (id, { connection }) => ({
      params: { id: connection },
      body: { type: 'receipt', conversation_id: id, read_seq: 1 },
    })),
  ],
  sync: [
    row('conversation', (id) => ({ body: { heads: { [id]: 0 }, partial: true } })),
    row('conversation', (id) => ({ body: { heads: {}, page: { after: id } } })),
    row('connection', (id) => ({ body: { heads: {}, connection: id } })),
  ],
  sendMessage: [
    byId('conversation', { body: { content: 'Hello' } }),
    said((id) => ({ reply_to_id: id }), 'message'),
    said((id) => ({ reply_to_id: id }), 'question'),
    said((id) => ({ mentions: [id] }), 'person'),
    said((id) => ({ attachment_ids: [id] }), 'file'),
    said((id) => ({ attachment_ids: [id], alt_texts: { [id]: 'A picture' } }), 'upload'),
    said(
      (id) => ({
        parts: [
          {
            type: 'image',
            attachment_id: id,
            width: 8,
            height: 8,
            filename: 'a.jpg',
            size: 8,
            media_type: 'image/jpeg',
          },
        ],
      }),
      'file',
    ),
    said((id) => ({ parts: [{ type: 'card', card_id: id }] }), 'topic'),
    ...(['document', 'draft'] as const).map((of) =>
      said(
        (document_id) => ({
          parts: [
            { type: 'document', document_id, version: 1, span, title: 'x', excerpt: 'x', status: 'verified' },
          ],
        }),
        of,
      ),
    ),
    cardOf('person', (id) => ({
      type: 'tutoring_topic',
      data: { subject: 'Algebra', question: 'Why?', asker_id: id },
    })),
    cardOf('document', (document_id) => ({
      type: 'training_topic_ref',
      data: { document_id, version: 1, span, why: 'Read it.', level: 'core', minutes: 5 },
    })),
    cardOf('message', (message_id) => ({
      type: 'topic',
      data: { title: 'A topic', kind: 'discussion', message_id },
    })),
    cardOf('message', (id) => ({
      type: 'create_document',
      data: { title: 'Notes', kind: 'notes', selection: { from: 1, to: 2, exclude: [id] } },
    })),
    cardOf('person', (id) => ({
      type: 'create_document',
      data: { title: 'Notes', kind: 'notes', selection: { from: 1, to: 2 }, reviewer_ids: [id] },
    })),
  ],
  listMessages: [
    byId('conversation'),
    row('message', (id, own) => ({ params: { id: own.conversation }, query: { around: id } })),
  ],
  getHearing: [
    ...ofMessage(),
    person((id, own) => ({
      params: { id: own.conversation, message_id: own.message },
      query: { user_id: id },
    })),
  ],
  listInbox: [row('conversation', (conversation_id) => ({ query: { conversation_id } }))],
  listWaits: [row('conversation', (conversation_id) => ({ query: { conversation_id } }))],
  claimInboxItem: [
    ...ofMessage(),
    asOwn('question'),
    person((user_id, own) => ({
      params: { id: own.conversation, message_id: own.question },
      body: { user_id },
    })),
  ],
  releaseInboxItem: [...ofMessage(), asOwn('question')],
  patchInboxItem: [
    ...ofMessage({ body: { tags: ['exam'] } }),
    asOwn('question', { body: { tags: ['exam'] } }),
  ],
  listInboxNotes: [...ofMessage(), asOwn('question')],
  addInboxNote: [
    ...ofMessage({ body: { text: 'A note.' } }),
    asOwn('question', { body: { text: 'A note.' } }),
  ],
  deleteInboxNote: [
    ...ofMessage({ params: { note_id: crypto.randomUUID() } }),
    row('note', (note_id, own) => ({
      params: { id: own.conversation, message_id: own.question, note_id },
    })),
  ],
  mergeQuestion: [
    ...ofMessage({ body: { message_id: crypto.randomUUID() } }),
    row('question', (message_id, own) => ({
      params: { id: own.conversation, message_id: own.question },
      body: { message_id },
    })),
  ],
  unmergeQuestion: ofMessage(),
  listCannedAnswers: [row('conversation', (conversation_id) => ({ query: { conversation_id } }))],
  putCannedAnswer: [
    row('conversation', (conversation_id) => ({
      params: { id: crypto.randomUUID() },
      body: { title: 'Soon', text: 'Soon.', scope: 'conversation', conversation_id },
    })),
  ],
  deleteCannedAnswer: [byId('canned')],
  getTeachingHours: [row('conversation', (conversation_id) => ({ query: { conversation_id } }))],
  putTeachingHours: [row('conversation', (conversation_id) => ({ body: { conversation_id, hours: null } }))],
  dismissNotices: [row('message', (id) => ({ body: { message_id: id } }))],
  editMessage: ofMessage({ body: { content: 'Better' } }),
  deleteMessage: ofMessage(),
  addReaction: ofMessage(emoji),
  removeReaction: ofMessage(emoji),
  markQuestion: ofMessage(),
  unmarkQuestion: ofMessage(),
  acceptAnswer: ofMessage(),
  unacceptAnswer: ofMessage(),
  endorseAnswer: ofMessage(),
  unendorseAnswer: ofMessage(),
  listQuestions: [byId('conversation')],
  listThread: ofMessage(),
  listThreads: [byId('conversation')],
  markThread: ofMessage({ body: { follows: true } }),
  listEdits: ofMessage(),
  pinMessage: ofMessage(),
  unpinMessage: ofMessage(),
  listPins: [byId('conversation')],
  saveMessage: [row('message', (message_id) => ({ params: { message_id } }))],
  listPlanned: [row('conversation', (conversation_id) => ({ query: { conversation_id } }))],
  planMessage: [
    row('conversation', (id) => ({ params: { id, planned_id: crypto.randomUUID() }, body: plan() })),
    row('message', (id, { conversation }) => ({
      params: { id: conversation, planned_id: crypto.randomUUID() },
      body: plan({ reply_to_id: id }),
    })),
  ],
  cancelPlanned: [
    row('conversation', (id) => ({ params: { id, planned_id: crypto.randomUUID() } })),
    row('message', (planned_id, { conversation }) => ({ params: { id: conversation, planned_id } })),
  ],
  sendPlanned: [row('conversation', (id) => ({ params: { id, planned_id: crypto.randomUUID() } }))],
  listSaved: [row('conversation', (conversation_id) => ({ query: { conversation_id } }))],
  unsaveMessage: [row('message', (message_id) => ({ params: { message_id } }))],
  createUpload: [
    row('conversation', (conversation_id) => ({
      headers: {
        ...tus,
        'upload-length': '3',
        'upload-metadata': metadataOf({ conversation_id, filename: 'a.txt' }),
      },
    })),
  ],
  getUpload: [byId('upload'), byId('file')],
  patchUpload: [byId('upload', { headers: patching }), byId('file', { headers: patching })],
  deleteUpload: [byId('upload'), byId('file')],
  createAttachmentLinks: [row('file', (id) => ({ body: { attachment_ids: [id] } }))],
  getAttachment: [byId('upload'), byId('file')],
  getAttachmentContent: [byId('upload'), byId('file'), byId('file', { query: { sig: 'x' } })],
  getAttachmentPreview: [byId('file', {}), row('file', (id) => ({ params: { id, width: '320' } }))],
  listAttachments: [byId('conversation')],
  blockUser: [person((user_id) => ({ params: { user_id } }))],
  unblockUser: [person((user_id) => ({ params: { user_id } }))],
  createReport: [
    row('message', (message_id) => ({ body: { message_id, reason: 'Rude.' } })),
    person((user_id) => ({ body: { user_id, reason: 'Rude.' } })),
  ],
  patchPolicy: [person((help_contact) => ({ body: { help_contact } }))],
  patchReport: [byId('report', { body: { state: 'done' } })],
  getCard: [byId('topic'), byId('discussion')],
  actOnCard: [
    ...(['topic', 'discussion'] as const).map((of) =>
      row(of, (id) => ({ params: { id }, body: { id: crypto.randomUUID(), verb: 'me_too' } })),
    ),
    act('topic', 'merge', (into) => ({ into })),
    act('message', 'accept', (message_id) => ({ message_id })),
    act('document', 'repin', (document_id) => ({ document_id, version: 1, span }), 'training'),
  ],
  listReplies: [byId('topic'), byId('discussion')],
  createDocument: [
    row('conversation', (conversation_id) => ({ body: { ...note, conversation_id } })),
    row('file', (attachment_id) => ({ body: { attachment_id } })),
    row('file', (id) => ({ body: { ...note, content: `![x](attachment:${id})` } })),
  ],
  createDocumentVersion: [
    byId('document', { body: { content: 'New' } }),
    byId('draft', { body: { content: 'New' } }),
    row('file', (attachment_id, { document }) => ({ params: { id: document }, body: { attachment_id } })),
  ],
  search: [
    row('conversation', (conversation_id) => ({ query: { q: 'note', conversation_id } })),
    person((from) => ({ query: { q: 'note', from } })),
    person((from) => ({ query: { from } })),
  ],
  listDocuments: [
    row('conversation', (conversation_id) => ({ query: { conversation_id } })),
    row('conversation', (citable_in) => ({ query: { citable_in } })),
    row('conversation', (conversation_id) => ({ query: { q: 'note', conversation_id } })),
  ],
  getDocument: [byId('document'), byId('draft'), byId('document', { query: { version: 7 } })],
  patchDocument: [
    byId('document', { body: { state: 'withdrawn' } }),
    byId('draft', { body: { state: 'published' } }),
  ],
  listDocumentVersions: [byId('document'), byId('draft')],
  getDocumentOriginal: [byId('document'), byId('draft')],
  listBacklinks: [byId('document'), byId('draft')],
  createInvocation: [
    byId('conversation', { body: { prompt: 'Why?' } }),
    row('message', (message_id, { conversation }) => ({
      params: { id: conversation },
      body: { message_id },
    })),
  ],
  stopInvocation: [byId('turn'), byId('review')],
  rateInvocation: [byId('turn', { body: { helpful: true } }), byId('review', { body: { helpful: true } })],
  getReview: [byId('turn'), byId('review')],
  reviewInvocation: [
    byId('turn', { body: { verdict: 'approve' } }),
    byId('review', { body: { verdict: 'dismiss' } }),
  ],
}

/** Ids that the client gives to what it makes. One that is taken is a `conflict`, and nothing else (0018). */
const MADE =
  /^(createConversation|sendMessage|createDocument|actOnCard|createInvocation|createReport|addInboxNote) body\.id$|^putCannedAnswer params\.id$/

let server: TestServer
let hidden: Hidden
/** Two of each, so that both ask for the first time. */
const twins: Record<'student' | 'instructor', [Person, Own][]> = { student: [], instructor: [] }

beforeAll(async () => {
  server = await createTestServer()
  const { ada, ben, chloe } = server.people
  const guide = await addPerson(server.ctx, 'Guide', 'assistant')
  hidden = await hide(ada, ben, chloe, guide)
  for (const [name, role] of [
    ['Dana', 'student'],
    ['Dora', 'student'],
    ['Ivan', 'instructor'],
    ['Iris', 'instructor'],
  ] as const)
    twins[role].push(await settle(await addPerson(server.ctx, name, role), guide))
})
afterAll(() => server.close())

const say = async (by: Person, id: string, more: Partial<NewMessage> = {}) => {
  const body = { content: `From ${by.name}`, ...more }
  return (await server.as(by).call(endpoints.sendMessage, { params: { id }, body })).window.messages[0]!
}
const begin = async (by: Person, ...others: Person[]): Promise<string> => {
  const member_ids = others.map(({ user_id }) => user_id)
  const body = { kind: 'group', title: 'Group', member_ids } as const
  return (await server.as(by).call(endpoints.createConversation, { body })).id
}
const card = async (by: Person, id: string, made: NewCard): Promise<string> =>
  (await say(by, id, { content: '', card: made })).card!.id
const write = async (by: Person, more: object): Promise<string> =>
  (await server.as(by).call(endpoints.createDocument, { body: { ...note, ...more } })).id
const connect = async (by: Person): Promise<string> =>
  (await server.as(by).call(endpoints.sync, { body: { heads: {}, connection: 'new' } })).connection_id!

const hide = async (ada: Person, ben: Person, chloe: Person, guide: Person): Promise<Hidden> => {
  const conversation = await begin(ada, ben, chloe, guide)
  const question = (await say(ben, conversation, { question: true })).id
  const bytes = Buffer.from('abc')
  const file = await upload(server.as(ben), {
    conversation_id: conversation,
    filename: 'a.jpg',
    bytes: await jpeg(8, 8),
  })
  await say(ben, conversation, { attachment_ids: [file.id] })
  const ask = async (by: Person) =>
    (
      await server
        .as(by)
        .call(endpoints.createInvocation, { params: { id: conversation }, body: { prompt: 'Why?' } })
    ).window.messages[0]!.invocation_id!
  const turn = await ask(ben)
  await server.system.assistant.whenSettled()
  const checked = { params: { id: conversation }, body: { assistant_review: true } }
  await server.as(ada).call(endpoints.patchConversation, checked)
  await say(ben, conversation, { content: '@Guide why?', mentions: [guide.user_id] })
  await server.system.assistant.whenSettled()
  const { messages } = await server
    .as(ada)
    .call(endpoints.listMessages, { params: { id: conversation }, query: {} })
  const message = (await say(ben, conversation)).id
  const reported = { body: { message_id: message, reason: 'Rude.' } }
  return {
    conversation,
    message,
    question,
    answer: (await say(ada, conversation, { reply_to_id: question })).id,
    upload: idOf(await beginUpload(server.as(ben), { conversation_id: conversation, bytes })),
    file: file.id,
    document: await write(ada, { conversation_id: conversation }),
    draft: await write(ada, { conversation_id: conversation, state: 'draft' }),
    topic: await card(ben, conversation, { type: 'topic', data: { title: 'Halving', kind: 'discussion' } }),
    discussion: await card(ada, conversation, {
      type: 'learning_discuss',
      data: { prompt: 'Why?', mode: 'open' },
    }),
    turn,
    review: messages.findLast((each) => each.ask)!.ask!.invocation_id,
    report: (await server.as(chloe).call(endpoints.createReport, reported)).id,
    ...(await keep(ada, conversation, question)),
    session: ben.session_id,
    connection: await connect(ben),
    person: ben.user_id,
  }
}

/** What staff write for staff. */
const keep = async (by: Person, id: string, message_id: string) => {
  const canned = crypto.randomUUID()
  await server.as(by).call(endpoints.putCannedAnswer, {
    params: { id: canned },
    body: { title: 'Soon', text: 'Soon.', scope: 'own' },
  })
  const note = { params: { id, message_id }, body: { text: 'A note.' } }
  return { canned, note: (await server.as(by).call(endpoints.addInboxNote, note)).id }
}

const settle = async (by: Person, guide: Person): Promise<[Person, Own]> => {
  const conversation = await begin(by, guide)
  const school = await write(server.people.ada, {})
  const { content } = await server.as(by).call(endpoints.getDocument, { params: { id: school }, query: {} })
  const whole = { start: 0, end: 0, sha256: await sha256('') }
  expect(content).toBeTruthy()
  return [
    by,
    {
      conversation,
      message: (await say(by, conversation)).id,
      question: (await say(by, conversation, { question: true })).id,
      document: school,
      topic: await card(by, conversation, { type: 'topic', data: { title: 'Mine', kind: 'discussion' } }),
      training: await card(by, conversation, {
        type: 'training_topic_ref',
        data: { document_id: school, version: 1, span: whole, why: 'Read it.', level: 'core', minutes: 5 },
      }),
      connection: await connect(by),
    },
  ]
}

/** An id that never existed, beside one that does: neither is before the other in the order of anything else. */
const besides = (id: string): string => `${id.slice(0, 24)}${crypto.randomUUID().slice(24)}`

const sha256 = async (text: string): Promise<string> =>
  Buffer.from(await crypto.subtle.digest('SHA-256', Buffer.from(text))).toString('hex')

/** All of the answer that does not differ between any two answers. */
const answerTo = async (
  endpoint: AnyEndpoint,
  [by, own]: [Person, Own],
  { ask }: Row,
  id: string,
): Promise<string> => {
  const response = await server.as(by).send(endpoint, ask(id, own, hidden) as never)
  const headers = [...response.headers].filter(
    ([name]) => !OWN_HEADERS.includes(name) || (name === 'etag' && !response.ok),
  )
  headers.push(['ratelimit', response.headers.get('ratelimit')?.split(';')[0] ?? 'none'])
  const known = new Map([
    [id, 'ID'],
    [response.headers.get('x-request-id') ?? '', 'REQUEST'],
  ])
  for (const [name, of] of Object.entries(own)) known.set(of, `own ${name}`)
  known.set(by.user_id, 'me').set(by.name, 'My name')
  const text = JSON.stringify([response.status, headers, await response.text()])
  return [...known].reduce((shown, [value, word]) => (value ? shown.replaceAll(value, word) : shown), text)
}

/** They differ between any two answers; of a budget the name is compared. */
const OWN_HEADERS = ['x-request-id', 'date', 'ratelimit', 'etag', 'content-length']

/** What is made anew has ids and times of its own. */
const withoutIds = (text: string): string =>
  text
    .replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}/g, 'made')
    .replaceAll(/(expires_in_ms\D+)\d+/g, '$1')
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'then')

interface Shape {
  format?: string
  properties?: Record<string, Shape>
  items?: Shape
  propertyNames?: Shape
  additionalProperties?: Shape | boolean
  anyOf?: Shape[]
  oneOf?: Shape[]
}

/** Where a request may have an id: `params.id`, `body.user_ids[]`. */
const idPlacesOf = ({ params, query, body }: AnyEndpoint): string[] => {
  const found = new Set<string>()
  const look = (shape: Shape | boolean | undefined, place: string): void => {
    if (typeof shape !== 'object') return
    if (shape.format === 'uuid') found.add(place)
    for (const [name, each] of Object.entries(shape.properties ?? {})) look(each, `${place}.${name}`)
    look(shape.items, `${place}[]`)
    look(shape.propertyNames, `${place} keys`)
    look(shape.additionalProperties, `${place} values`)
    for (const each of [...(shape.anyOf ?? []), ...(shape.oneOf ?? [])]) look(each, place)
  }
  for (const [name, schema] of Object.entries({ params, query, body }))
    if (schema) look(toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Shape, name)
  return [...found]
}

it('has a row for every place that takes an id', () => {
  const mounted = operationsOf(server.system.routes.map(({ endpoint }) => endpoint))
  const places = mounted.flatMap((name) => idPlacesOf(endpoints[name]).map((place) => `${name} ${place}`))
  const without = places.filter(
    (place) => !MADE.test(place) && !Object.hasOwn(ROWS, place.split(' ')[0] ?? ''),
  )
  expect(without).toEqual([])
  expect(places.length).toBeGreaterThan(70)
})

const cells = Object.entries(ROWS).flatMap(([operation, rows]) =>
  rows.map((each, index) => ({ operation: operation as Operation, of: each.of, index, each })),
)

it.each(cells)(
  'S32 $operation ($index) tells no stranger whether a $of exists',
  async ({ operation, each }) => {
    for (const role of each.students_only ? (['student'] as const) : (['student', 'instructor'] as const)) {
      const [one, other] = twins[role]
      const existing = await answerTo(endpoints[operation], one!, each, hidden[each.of])
      const missing = await answerTo(endpoints[operation], other!, each, besides(hidden[each.of]))
      expect(withoutIds(existing)).toBe(withoutIds(missing))
    }
  },
)

it('S32 a taken id is a conflict that tells nothing else: whose it is, or where', async () => {
  const [[by, own] = []] = twins.student
  const refusal = async (id: string, endpoint: AnyEndpoint, input: (id: string) => Input) => {
    const response = await server.as(by).send(endpoint, input(id) as never)
    const { request_id: _, ...problem } = (await response.json()) as { request_id: string }
    return [response.status, problem]
  }
  const send = (id: string) => ({ params: { id: own!.conversation }, body: { id, content: 'Another' } })
  const foreign = await refusal(hidden.message, endpoints.sendMessage, send)
  expect(foreign).toEqual([409, expect.objectContaining({ code: 'conflict', field: 'id' })])
  expect(foreign).toEqual(await refusal(own!.message, endpoints.sendMessage, send))
  const start = (id: string) => ({ body: { id, kind: 'group', title: 'Another', member_ids: [] } })
  expect(await refusal(hidden.conversation, endpoints.createConversation, start)).toEqual(
    await refusal(own!.conversation, endpoints.createConversation, start),
  )
})
