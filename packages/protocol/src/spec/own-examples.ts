// Examples of what a person has for themselves, and of what is under a message.
import type * as contract from '../index.ts'
import { threadExamples } from './thread-examples.ts'

const plan: contract.PlanMessage = {
  message: { content: 'Please bring your worksheets.' },
  at: { day: '2026-11-30', time: '08:00', time_zone: 'Europe/Berlin' },
  repeats: 'week',
  until: '2027-01-31',
}

export const ownExamples = (message: contract.Message, conversation: contract.ConversationRow) => {
  const title = 'Algebra I'
  const PlannedMessage: contract.PlannedMessage = {
    ...{ id: message.sender_id, conversation_id: conversation.id, kind: conversation.kind, title },
    ...plan,
    next_at: '2026-11-30T07:00:00.000Z',
    sent: 0,
  }
  return {
    ...threadExamples(message),
    SavedMessage: { message, conversation, title, saved_at: '2026-11-23T14:03:30.500Z' },
    PlanMessage: plan,
    PlannedMessage,
    PlannedList: { planned: [PlannedMessage], next_cursor: null },
  }
}
