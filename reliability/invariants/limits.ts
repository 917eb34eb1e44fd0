// I6, I8 and I9: positions only rise, memory is limited, and access ends.
import type { Violation } from '../history-checker.ts'
import type { FrameReceived, History } from '../history.ts'
import { groupBy, indexBy } from './index-by.ts'

/** I6: a reported read position never goes down. */
export const receiptsRise = function* (history: History): Generator<Violation> {
  const lines = groupBy(history.receipts, ({ device, conversation_id, user_id }) =>
    [device, conversation_id, user_id].join(' '),
  )
  for (const receipts of lines.values())
    for (const [index, receipt] of receipts.entries()) {
      const before = receipts[index - 1]
      if (!before) continue
      if (receipt.delivered_seq < before.delivered_seq || receipt.read_seq < before.read_seq)
        yield {
          invariant: 'I6',
          sentence: `${receipt.device} saw a receipt go down: ${position(before)} to ${position(receipt)}.`,
          ids: [receipt.conversation_id, receipt.user_id],
        }
    }
}

const position = ({ delivered_seq, read_seq }: { delivered_seq: number; read_seq: number }): string =>
  `${delivered_seq}/${read_seq}`

/** I8: memory stays within its limits. */
export const boundedMemory = function* (history: History): Generator<Violation> {
  for (const { what, bytes, limit_bytes } of history.memory)
    if (bytes > limit_bytes)
      yield {
        invariant: 'I8',
        sentence: `${what} took ${bytes} bytes; the limit is ${limit_bytes}.`,
        ids: [what],
      }
}

/** I9: no frame after the commit that ended a membership, none a second after a session was revoked. */
export const boundaries = function* (history: History): Generator<Violation> {
  const revoked = indexBy(history.revocations, ({ session_id }) => session_id)
  for (const frame of history.frames) {
    const end = revoked.get(frame.session_id)
    if (end && frame.at > end.at + history.revoked_within_ms)
      yield {
        invariant: 'I9',
        sentence: `${frame.device} got a frame ${Math.round(frame.at - end.at)} ms after its session was revoked.`,
        ids: [frame.session_id, frame.conversation_id],
      }
    if (!mayGet(frame, history))
      yield {
        invariant: 'I9',
        sentence: `${frame.device} got change ${frame.seq} of a conversation its user had left.`,
        ids: [frame.conversation_id, frame.user_id],
      }
  }
}

/** The change that removes a member is the last they may receive. */
const mayGet = (frame: FrameReceived, { memberships }: History): boolean =>
  memberships.some(
    ({ conversation_id, user_id, joined_seq, left_seq }) =>
      conversation_id === frame.conversation_id &&
      user_id === frame.user_id &&
      frame.seq >= joined_seq &&
      (left_seq === undefined || frame.seq <= left_seq),
  )
