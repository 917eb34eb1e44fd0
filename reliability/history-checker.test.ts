import { describe, expect, it } from 'vitest'
import { checkHistory, type Invariant } from './history-checker.ts'
import { emptyHistory, type History, type Screen } from './history.ts'

const CLASS = 'conversation-1'
const ADA = 'ada'
const BEN = 'ben'

/** Ada writes two messages, Ben one; both see all three; Ben has read two of them. */
const goodHistory = (): History => {
  const messages = [
    { id: 'm1', sender_id: ADA, content: 'one', created_seq: 2 },
    { id: 'm2', sender_id: BEN, content: 'two', created_seq: 3 },
    { id: 'm3', sender_id: ADA, content: 'three', created_seq: 4 },
  ]
  const rows = messages.map(({ id, content, created_seq }) => ({
    id,
    content,
    created_seq,
    deleted: false,
    reactions: '',
  }))
  const screen = (
    device: string,
    user_id: string,
    moment: Screen['moment'],
    read_seq: number,
    unread: number,
  ): Screen => ({
    device,
    user_id,
    conversation_id: CLASS,
    at: 1_000,
    rows: structuredClone(rows),
    moment,
    read_seq,
    unread,
  })
  return {
    ...emptyHistory({ visible_within_ms: 500, revoked_within_ms: 1_000 }),
    sent: messages.map(({ id, sender_id, content }, index) => ({
      id,
      device: `${sender_id}'s laptop`,
      sender_id,
      content,
      conversation_id: CLASS,
      at: index,
    })),
    acknowledged: messages.map(({ id, created_seq }, index) => ({ id, seq: created_seq, at: index + 10 })),
    committed: messages.map((message) => ({
      ...message,
      conversation_id: CLASS,
      deleted: false,
      edited: false,
    })),
    screens: [
      screen("Ada's laptop", ADA, 'final', 4, 0),
      screen("Ada's phone", ADA, 'final', 4, 0),
      screen("Ben's laptop", BEN, 'final', 3, 1),
      screen("Ben's new phone", BEN, 'fresh', 3, 1),
    ],
    online: [{ device: "Ben's laptop", from: 0, to: 1_000 }],
    shown: messages.map(({ id }, index) => ({
      device: "Ben's laptop",
      conversation_id: CLASS,
      id,
      at: index + 20,
    })),
    receipts: [
      { device: "Ada's laptop", conversation_id: CLASS, user_id: BEN, delivered_seq: 3, read_seq: 2, at: 30 },
      { device: "Ada's laptop", conversation_id: CLASS, user_id: BEN, delivered_seq: 4, read_seq: 3, at: 40 },
    ],
    memberships: [
      { conversation_id: CLASS, user_id: ADA, joined_seq: 1 },
      { conversation_id: CLASS, user_id: BEN, joined_seq: 1 },
    ],
    frames: [
      { device: "Ben's laptop", user_id: BEN, session_id: 's1', conversation_id: CLASS, seq: 4, at: 50 },
    ],
    memory: [{ what: 'server', bytes: 10, limit_bytes: 20, at: 60 }],
  }
}

const breakages: [Invariant, string, (history: History) => void][] = [
  ['I1', 'an acknowledged message is not stored', (history) => void history.committed.pop()],
  ['I1', 'a message is stored under another number', ({ acknowledged }) => void (acknowledged[0]!.seq = 9)],
  ['I1', 'a message is stored with another text', ({ committed }) => void (committed[1]!.content = 'tow')],
  ['I1', 'a stored message is missing on a screen', ({ screens }) => void screens[2]!.rows.splice(1, 1)],
  ['I1', 'a message comes too late to the screen', ({ shown }) => void (shown[2]!.at = 600)],
  ['I1', 'a message never comes to the screen in time', ({ shown }) => void shown.pop()],
  [
    'I2',
    'a message is stored twice',
    ({ committed }) => void committed.push({ ...committed[0]!, created_seq: 5 }),
  ],
  [
    'I2',
    'a message is stored again under another id',
    ({ committed }) => void committed.push({ ...committed[0]!, id: 'm1-again', created_seq: 5 }),
  ],
  [
    'I2',
    'a stored message was written by nobody',
    ({ committed }) => void committed.push({ ...committed[0]!, id: 'ghost', content: 'boo', created_seq: 5 }),
  ],
  [
    'I2',
    'a message is shown twice',
    ({ screens }) => void screens[0]!.rows.push({ ...screens[0]!.rows[2]! }),
  ],
  [
    'I3',
    'a sender overtakes themselves on one device',
    ({ sent }) => void ([sent[0], sent[2]] = [sent[2]!, sent[0]!]),
  ],
  ['I3', 'a screen is out of order', ({ screens }) => void screens[2]!.rows.reverse()],
  ['I3', 'a screen has its own numbers', ({ screens }) => void (screens[2]!.rows[2]!.created_seq = 8)],
  ['I3', 'two messages have one number', ({ committed }) => void (committed[1]!.created_seq = 2)],
  [
    'I4',
    'a refused message is stored',
    ({ refused }) => void refused.push({ id: 'm2', code: 'rejected', at: 15 }),
  ],
  [
    'I4',
    'a refused message is shown',
    ({ refused, screens }) => {
      refused.push({ id: 'm9', code: 'rejected', at: 15 })
      screens[2]!.rows.push({ id: 'm9', content: 'no', created_seq: 5, deleted: false, reactions: '' })
    },
  ],
  ['I4', 'a deleted message is still shown', ({ committed }) => void (committed[0]!.deleted = true)],
  [
    'I4',
    'a message is shown to somebody who had left',
    ({ memberships, screens }) => {
      memberships[1]!.left_seq = 2
      screens[2]!.unread = undefined
    },
  ],
  [
    'I5',
    'two devices of one user disagree on the read mark',
    ({ screens }) => void (screens[1]!.read_seq = 3),
  ],
  [
    'I5',
    'two screens disagree on a reaction',
    ({ screens }) => void (screens[2]!.rows[0]!.reactions = '👍:ben'),
  ],
  ['I5', 'two screens disagree on an edit', ({ screens }) => void (screens[2]!.rows[0]!.content = 'uno')],
  ['I5', 'unread is not a recount', ({ screens }) => void (screens[2]!.unread = 2)],
  ['I6', 'a read position goes down', ({ receipts }) => void (receipts[1]!.read_seq = 1)],
  ['I6', 'a delivered position goes down', ({ receipts }) => void (receipts[1]!.delivered_seq = 2)],
  ['I7', 'a resumed screen differs from a fresh one', ({ screens }) => void screens[3]!.rows.pop()],
  ['I8', 'memory grows past its limit', ({ memory }) => void (memory[0]!.bytes = 21)],
  [
    'I9',
    'a frame comes after the membership ended',
    ({ memberships, frames, screens }) => {
      memberships[1]!.left_seq = 3
      frames[0]!.seq = 4
      screens.splice(2, 2)
    },
  ],
  [
    'I9',
    'a frame comes more than a second after the revocation',
    ({ revocations, frames }) => {
      revocations.push({ session_id: 's1', at: 50 })
      frames[0]!.at = 1_051
    },
  ],
]

describe('the history checker', () => {
  it('finds nothing in a good history', () => {
    expect(checkHistory(goodHistory())).toEqual([])
  })

  it.each(breakages)('%s is broken when %s', (invariant, _, breakIt) => {
    const history = goodHistory()
    breakIt(history)
    const violations = checkHistory(history)
    expect(violations.map((violation) => violation.invariant)).toContain(invariant)
    for (const { sentence, ids } of violations) {
      expect(sentence).toMatch(/^.{10,}\.$/)
      expect(ids.length).toBeGreaterThan(0)
    }
  })

  it('has a breakage for every invariant', () => {
    expect(new Set(breakages.map(([invariant]) => invariant)).size).toBe(9)
  })

  it('I1 allows a device that was offline to be late', () => {
    const history = goodHistory()
    history.online = [{ device: "Ben's laptop", from: 590, to: 700 }]
    history.shown[2]!.at = 600
    expect(checkHistory(history)).toEqual([])
  })

  it('I3 between two devices of one person only the order of arrival counts', () => {
    const history = goodHistory()
    history.sent[2]!.device = 'the phone of ada'
    history.sent.reverse()
    expect(checkHistory(history)).toEqual([])
  })

  it('I4 a former member keeps what was visible before', () => {
    const history = goodHistory()
    history.memberships[1]!.left_seq = 4
    expect(checkHistory(history)).toEqual([])
  })

  it('I9 the change that removes a member may be their last frame', () => {
    const history = goodHistory()
    history.memberships[1]!.left_seq = 4
    history.frames.push({ ...history.frames[0]!, seq: 4 })
    expect(checkHistory(history)).toEqual([])
  })
})
