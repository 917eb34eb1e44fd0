import type { Operation } from '../api/index.ts'

const READ_BY_COMPONENTS = 'no test of the client asks; components are shown what a case needs'
const NO_ASSISTANT = 'no assistant answers on the fake server'
const DECIDED = 'whom a message concerns is decided by the real server'
const NO_PUSHES = 'pushes go to a service outside'
const CALENDAR = 'the times of a calendar are the work of the real server'
const FOR_OPERATORS = 'a client does not ask it'

/** Endpoints that the fake server does not offer, each with the reason. */
export const NOT_FAKED: Partial<Record<Operation, string>> = {
  listSessions: READ_BY_COMPONENTS,
  revokeOtherSessions: 'tests end sessions by `revoke` of the fake server',
  changePassword: 'the rules of passwords are those of the real server',
  revokeSession: 'tests end sessions by `revoke` of the fake server',
  search: 'finding words is the work of the real database',
  listSimilar: NO_ASSISTANT,
  getAttachmentPreview: 'nothing is made smaller in memory',
  listPlanned: CALENDAR,
  planMessage: CALENDAR,
  cancelPlanned: CALENDAR,
  sendPlanned: CALENDAR,
  listNotices: DECIDED,
  dismissNotices: DECIDED,
  getNoticeSettings: DECIDED,
  patchNoticeSettings: DECIDED,
  getHearing: DECIDED,
  getPush: NO_PUSHES,
  putPush: NO_PUSHES,
  deletePush: NO_PUSHES,
  testPush: NO_PUSHES,
  renewPush: NO_PUSHES,
  listDocuments: READ_BY_COMPONENTS,
  listCollections: READ_BY_COMPONENTS,
  getDocument: READ_BY_COMPONENTS,
  patchDocument: READ_BY_COMPONENTS,
  listDocumentVersions: READ_BY_COMPONENTS,
  getDocumentOriginal: READ_BY_COMPONENTS,
  listBacklinks: READ_BY_COMPONENTS,
  getCard: 'cards follow the definitions of the real server',
  actOnCard: 'cards follow the definitions of the real server',
  listReplies: 'cards follow the definitions of the real server',
  createInvocation: NO_ASSISTANT,
  stopInvocation: NO_ASSISTANT,
  rateInvocation: NO_ASSISTANT,
  getReview: NO_ASSISTANT,
  reviewInvocation: NO_ASSISTANT,
  patchPolicy: 'it is for administrators, and the rooms of the contract have none',
  readyz: FOR_OPERATORS,
  metrics: FOR_OPERATORS,
  openapi: FOR_OPERATORS,
  asyncapi: FOR_OPERATORS,
  docs: FOR_OPERATORS,
}
