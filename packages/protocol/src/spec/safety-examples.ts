// Examples of what keeps people apart. The people are those of the other examples.
import type * as contract from '../index.ts'

const ada: contract.User = { id: '018f3c1e-7b00-7a00-8000-0000000000ad', name: 'Ada', role: 'instructor' }
const ben: contract.User = { id: '018f3c1e-7b00-7a00-8000-0000000000be', name: 'Ben', role: 'student' }
const later = '2026-11-23T14:03:30.500Z'

export const safetyExamples = {
  Policy: {
    students_reach: 'staff',
    groups: 'everybody',
    courses: 'staff',
    adding: 'creator',
    concerns: 'asked',
    help_words: 'The nurse is in room 12.',
    help_contact: '018f3c1e-7b00-7a00-8000-0000000000ad',
    notice_text: 'devices',
  },
  OwnSettings: {
    conversation_id: '018f3c1e-7b00-7a00-8000-000000000101',
    changed_seq: 4,
    pinned_at: later,
    muted_until: '9999-12-31T23:59:59.999Z',
    unread_from: 7,
  },
  OwnFrame: {
    type: 'own',
    from: 3,
    to: 4,
    settings: [
      {
        conversation_id: '018f3c1e-7b00-7a00-8000-000000000101',
        changed_seq: 4,
        archived_seq: 9,
      },
    ],
  },
  NoticesFrame: {
    type: 'notices',
    open: 1,
    notice: {
      conversation_id: '018f3c1e-7b00-7a00-8000-000000000101',
      message_id: '018f3c1e-7b00-7a00-8000-000000000207',
      created_seq: 7,
      because: 'named',
      told_at: later,
      kind: 'course',
      title: 'Algebra 1',
      sender_id: ada.id,
      sender: ada.name,
      sender_role: ada.role,
      excerpt: '@Ben, have a look at exercise 4.',
    },
  },
  ViewFrame: { type: 'view', conversation_id: '018f3c1e-7b00-7a00-8000-000000000101' },
  NewsFrame: { type: 'news', of: 'blocks' },
  Block: { user: ben, blocked_at: later },
  Report: {
    id: '018f3c1e-7b00-7a00-8000-000000000701',
    state: 'open',
    reason: 'This is not about algebra.',
    reporter: ada,
    user: ben,
    created_at: later,
  },
} as const
