// I5 and I7: several screens of the same conversation must agree.
import type { Invariant, Violation } from '../history-checker.ts'
import type { History, Screen } from '../history.ts'
import { groupBy } from './index-by.ts'

/**
 * I5: after quiet all devices of a user agree, all members see the same messages, and unread equals a recount.
 */
export const agreement = function* (history: History): Generator<Violation> {
  const final = history.screens.filter(({ moment }) => moment === 'final')
  for (const screens of groupBy(
    final,
    ({ user_id, conversation_id }) => `${user_id} ${conversation_id}`,
  ).values())
    yield* alike('I5', screens, samePositions, 'Devices of one user disagree on the read mark or unread')
  for (const screens of groupBy(final, ({ conversation_id }) => conversation_id).values())
    yield* alike(
      'I5',
      current(screens, history),
      sameMessages,
      'Screens disagree on messages, edits or reactions',
    )
  for (const screen of history.screens) yield* recount(screen, history)
}

/** I7: a resumed device has the same as a new one. */
export const freshness = function* (history: History): Generator<Violation> {
  const settled = history.screens.filter(({ moment }) => moment !== 'during')
  for (const screens of groupBy(
    settled,
    ({ user_id, conversation_id }) => `${user_id} ${conversation_id}`,
  ).values()) {
    const fresh = screens.filter(({ moment }) => moment === 'fresh')
    for (const screen of screens.filter(({ moment }) => moment === 'final'))
      for (const other of fresh)
        yield* alike('I7', [other, screen], sameInAll, 'Resumed state is not fresh state')
  }
}

const alike = function* (
  invariant: Invariant,
  screens: Screen[],
  same: (one: Screen, other: Screen) => boolean,
  complaint: string,
): Generator<Violation> {
  const [first, ...others] = screens
  if (!first) return
  for (const other of others)
    if (!same(first, other))
      yield {
        invariant,
        sentence: `${complaint}: ${first.device} and ${other.device}.`,
        ids: [first.conversation_id, ...differing(first, other)],
      }
}

const recount = function* (screen: Screen, history: History): Generator<Violation> {
  if (screen.unread === undefined || screen.read_seq === undefined) return
  const read_seq = screen.read_seq
  const unread = history.committed.filter(
    ({ conversation_id, sender_id, created_seq, deleted }) =>
      conversation_id === screen.conversation_id &&
      sender_id !== screen.user_id &&
      created_seq > read_seq &&
      !deleted,
  ).length
  if (unread === screen.unread) return
  const sentence = `${screen.device} says ${screen.unread} unread; a recount gives ${unread}.`
  yield { invariant: 'I5', sentence, ids: [screen.conversation_id] }
}

/** Former members stopped following. */
const current = (screens: Screen[], { memberships }: History): Screen[] =>
  screens.filter(({ user_id, conversation_id }) =>
    memberships.some(
      (membership) =>
        membership.user_id === user_id &&
        membership.conversation_id === conversation_id &&
        membership.left_seq === undefined,
    ),
  )

const samePositions = (one: Screen, other: Screen): boolean =>
  one.read_seq === other.read_seq && one.unread === other.unread
/** Megabytes of text on ten screens: compared without copies, since the devices stand still meanwhile. */
const sameMessages = (one: Screen, other: Screen): boolean =>
  one.rows.length === other.rows.length &&
  one.rows.every((row, index) => {
    const theirs = fingerprint(other.rows[index] as Row)
    return fingerprint(row).every((part, at) => part === theirs[at])
  })
const sameInAll = (one: Screen, other: Screen): boolean =>
  sameMessages(one, other) && samePositions(one, other)

type Row = Screen['rows'][number]
const fingerprint = ({ id, created_seq, content, deleted, reactions }: Row): unknown[] => [
  id,
  created_seq,
  content,
  deleted,
  reactions,
]

const differing = (one: Screen, other: Screen): string[] => {
  const known = new Set(one.rows.map((row) => JSON.stringify(fingerprint(row))))
  const theirs = new Set(other.rows.map((row) => JSON.stringify(fingerprint(row))))
  return [...known.symmetricDifference(theirs)].map((text) => (JSON.parse(text) as string[])[0] ?? '')
}
