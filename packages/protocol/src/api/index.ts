import * as auth from './auth.ts'
import * as users from './users.ts'
import * as conversations from './conversations.ts'
import * as messages from './messages.ts'
import * as questions from './questions.ts'
import * as pins from './pins.ts'
import * as saved from './saved.ts'
import * as attachments from './attachments.ts'
import * as documents from './documents.ts'
import * as cards from './cards.ts'
import * as invocations from './invocations.ts'
import * as policy from './policy.ts'
import * as safety from './safety.ts'
import * as system from './system.ts'

/** Every HTTP endpoint by its operation id. */
export const endpoints = {
  ...auth,
  ...users,
  ...conversations,
  ...messages,
  ...questions,
  ...pins,
  ...saved,
  ...attachments,
  ...documents,
  ...cards,
  ...invocations,
  ...policy,
  ...safety,
  ...system,
}

export type Operation = keyof typeof endpoints
export type * from './endpoint.ts'
export { budgetOf } from './endpoint.ts'
