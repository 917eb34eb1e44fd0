// What is measured: every endpoint that reads, and the writes that people make all day.
import { endpoints, type Operation } from '@lectern/protocol'
import { mintId } from '../../apps/server/src/platform/ids.ts'
import { systemClock } from '../../apps/server/src/platform/clock.ts'
import type { School } from './school.ts'

/** One request of a round; `path` with its query. */
export interface Asked {
  path: string
  body?: object
}

export interface Measured {
  name: string
  method: string
  /** Of the school, in this round: a message is deleted once only. */
  ask: (school: School, round: number) => Asked
}

/** What reads one row or one file by its key, whatever the history: nothing in it can grow. */
const LEFT_OUT: readonly Operation[] = [
  'getUpload',
  'getAttachment',
  'getAttachmentContent',
  'getAttachmentPreview',
  'getDocumentOriginal',
  'getCard',
  'listReplies',
  'getReview',
  // A stream without an end.
  'getEvents',
  // Not served yet.
  'search',
  'metrics',
]

/** Paths with `:large`, `:own`, `:small`, `:document`, `:thread`, `:message` and numbers of the large one's history. */
const READS: Partial<Record<Operation, readonly string[]>> = {
  listSessions: ['/auth/sessions'],
  getMe: ['/me'],
  listUsers: ['/users'],
  getPolicy: ['/policy'],
  listBlocks: ['/blocks'],
  listReports: ['/reports?state=open'],
  listConversations: [
    '/conversations?limit=50',
    '/conversations?limit=50&filter=unread',
    '/conversations?limit=50&filter=questions',
    '/conversations?limit=50&q=group',
  ],
  getConversationTotals: ['/conversations/totals'],
  getConversation: ['/conversations/:large', '/conversations/:own', '/conversations/:small'],
  getChanges: [
    '/conversations/:large/changes?since=0&limit=50',
    '/conversations/:large/changes?since=:middle&limit=50',
  ],
  listMessages: [
    '/conversations/:large/messages?limit=50',
    '/conversations/:large/messages?before=:middle&limit=50',
    '/conversations/:large/messages?around=:message&limit=50',
    '/conversations/:large/messages?at=2026-01-01T00:00:00.000Z&limit=50',
  ],
  listEdits: ['/conversations/:large/messages/:message/edits'],
  listPins: ['/conversations/:large/pins'],
  listQuestions: [
    '/conversations/:large/questions',
    '/conversations/:large/questions?status=unanswered',
    '/conversations/:large/questions?status=answered',
  ],
  listThreads: ['/conversations/:large/threads', '/conversations/:small/threads'],
  listThread: ['/conversations/:large/messages/:thread/thread'],
  listSimilar: ['/questions/similar?q=How+do+I+complete+the+square'],
  listAttachments: ['/conversations/:large/attachments'],
  listSaved: ['/saved'],
  listDocuments: ['/documents', '/documents?q=square'],
  listCollections: ['/collections'],
  getDocument: ['/documents/:document'],
  listDocumentVersions: ['/documents/:document/versions'],
  listBacklinks: ['/documents/:document/backlinks'],
  healthz: ['/healthz'],
  readyz: ['/readyz'],
  openapi: ['/openapi.json'],
  asyncapi: ['/asyncapi.json'],
  docs: ['/docs'],
}

/** The same with `:fresh`, a message that no other round has, and `:question`, an open one. */
const WRITES: readonly [method: string, path: string, body?: (school: School, round: number) => object][] = [
  ['POST', '/conversations/:large/messages', () => ({ id: mintId(systemClock), content: 'Good morning' })],
  [
    'POST',
    '/conversations/:small/messages',
    () => ({ id: mintId(systemClock), content: 'Does it?', question: true }),
  ],
  ['PATCH', '/conversations/:large/messages/:fresh', (_, round) => ({ content: `Better ${round}` })],
  ['PUT', '/conversations/:large/messages/:fresh/reactions/%F0%9F%91%8D'],
  ['PUT', '/conversations/:large/messages/:fresh/question'],
  ['DELETE', '/conversations/:large/messages/:fresh/question'],
  ['PUT', '/conversations/:large/messages/:fresh/pin'],
  ['DELETE', '/conversations/:large/messages/:fresh/pin'],
  ['PUT', '/saved/:fresh'],
  ['DELETE', '/saved/:fresh'],
  ['DELETE', '/conversations/:large/messages/:fresh'],
  ['DELETE', '/conversations/:large/messages/:question'],
  // Far back: half of what was never read stays so.
  ['PUT', '/conversations/:large/receipt', (_, round) => ({ read_seq: 10 + round })],
  ['PUT', '/conversations/:own/receipt', (_, round) => ({ read_seq: 10 + round })],
  ['PUT', '/conversations/:small/receipt', (_, round) => ({ read_seq: 10 + round })],
]

const resolve = (path: string, school: School, round: number): string => {
  const values: Record<string, string | number | undefined> = {
    large: school.large_id,
    own: school.own_id,
    small: school.small_id,
    document: school.document_id,
    thread: school.thread_id,
    message: school.message_ids.at(-1),
    middle: Math.floor(school.head / 2),
    fresh: school.message_ids[round],
    question: school.question_ids[round],
  }
  return path.replace(/:(\w+)/g, (_, name: string) => String(values[name]))
}

/** @throws when an endpoint that reads is neither measured nor left out */
export const requests = (): Measured[] => {
  const reading = (Object.keys(endpoints) as Operation[]).filter((name) => endpoints[name].method === 'get')
  const forgotten = reading.filter((name) => !READS[name] && !LEFT_OUT.includes(name))
  if (forgotten.length > 0) throw new Error(`Not measured: ${forgotten.join(', ')}`)
  const reads = reading.flatMap((name) => (READS[name] ?? []).map((path) => ['GET', path] as const))
  return [...reads, ...WRITES].map(([method, path, body]) => ({
    name: `${method} ${path.replaceAll(/%\w\w/g, '')}`,
    method,
    ask: (school, round) => {
      const content = body?.(school, round)
      return { path: resolve(path, school, round), ...(content && { body: content }) }
    },
  }))
}
