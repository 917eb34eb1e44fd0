// The operations in the order of the documents.
import type { Endpoint, Operation } from '../index.ts'
import * as auth from '../api/auth.ts'
import * as users from '../api/users.ts'
import * as conversations from '../api/conversations.ts'
import * as messages from '../api/messages.ts'
import * as questions from '../api/questions.ts'
import * as threads from '../api/threads.ts'
import * as pins from '../api/pins.ts'
import * as notices from '../api/notices.ts'
import * as push from '../api/push.ts'
import * as planned from '../api/planned.ts'
import * as inbox from '../api/inbox.ts'
import * as saved from '../api/saved.ts'
import * as attachments from '../api/attachments.ts'
import * as documents from '../api/documents.ts'
import * as cards from '../api/cards.ts'
import * as invocations from '../api/invocations.ts'
import * as policy from '../api/policy.ts'
import * as safety from '../api/safety.ts'
import * as system from '../api/system.ts'

const byTopic: Partial<Record<Operation, Endpoint>> = {
  ...auth,
  ...users,
  ...conversations,
  ...messages,
  ...questions,
  ...threads,
  ...pins,
  ...saved,
  ...planned,
  ...notices,
  ...push,
  ...inbox,
  ...attachments,
  ...documents,
  ...cards,
  ...invocations,
  ...policy,
  ...safety,
  ...system,
}

/** The operations of the `mounted` endpoints, so that a document names exactly the available ones. */
export const operationsOf = (mounted: Iterable<Endpoint>): Operation[] => {
  const found = new Set<unknown>(mounted)
  return (Object.keys(byTopic) as Operation[]).filter((operation) => found.has(byTopic[operation]))
}
