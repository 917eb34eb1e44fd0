import type * as contract from '../index.ts'

export const threadExamples = (message: contract.Message) => {
  const Thread: contract.Thread = { message, replies: 2, last_seq: 8, follows: true, unread: 1 }
  return {
    MessageList: { messages: [message], next_cursor: null },
    MessageVersion: { content: 'Why half the coefficient?', timestamp: '2026-11-23T14:02:00.000Z' },
    Thread,
    ThreadList: { threads: [Thread], unread_threads: 1, next_cursor: null },
    ThreadPage: { messages: [message], next_cursor: null, follows: true },
    MarkThread: { follows: true, read_seq: 8 },
  }
}
