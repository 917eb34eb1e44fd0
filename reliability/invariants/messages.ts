// I1-I4: the promises about each message, for every observer.
import type { Violation } from '../history-checker.ts'
import type { Committed, History, Membership, OnlineSpan, Screen } from '../history.ts'
import { groupBy, indexBy, findRepeated } from './index-by.ts'

/** I1, in the database and on the final screens. */
export const noLoss = function* (history: History): Generator<Violation> {
  const committed = indexBy(history.committed, ({ id }) => id)
  const sent = indexBy(history.sent, ({ id }) => id)
  for (const { id, seq } of history.acknowledged) {
    const row = committed.get(id)
    if (!row)
      yield lost(`An acknowledged message is not in the database (number ${seq ?? 'of an older log'}).`, id)
    else if (seq !== undefined && row.created_seq !== seq)
      yield lost(`A message was acknowledged as number ${seq} and is stored as ${row.created_seq}.`, id)
    else if (!row.edited && !row.deleted && row.content !== sent.get(id)?.content)
      yield lost('An acknowledged message is stored with another text than was sent.', id)
  }
  for (const screen of history.screens.filter(({ moment }) => moment !== 'during'))
    yield* missingOn(screen, history)
}

const missingOn = function* (screen: Screen, history: History): Generator<Violation> {
  const shown = new Set(screen.rows.map(({ id }) => id))
  const mine = membershipsOf(history, screen)
  for (const row of history.committed) {
    if (row.conversation_id !== screen.conversation_id || shown.has(row.id)) continue
    if (mine.some((membership) => membership.left_seq === undefined))
      yield lost(`A stored message is missing on the screen of ${screen.device} after quiet.`, row.id)
  }
}

/** I1, the bound: an online device shows a message soon after its acknowledgement. */
export const arrival = function* (history: History): Generator<Violation> {
  const rows = indexBy(history.committed, ({ id }) => id)
  const shownAt = indexBy(history.shown, ({ device, id }) => `${device} ${id}`)
  const watching = groupBy(history.screens, ({ conversation_id }) => conversation_id)
  for (const { id, at } of history.acknowledged) {
    const row = rows.get(id)
    if (!row) continue
    const devices = new Set(watching.get(row.conversation_id)?.map(({ device }) => device))
    for (const device of devices)
      for (const span of history.online.filter((span) => span.device === device)) {
        const dueAt = Math.max(at, span.from) + history.visible_within_ms
        if (isLate(span, at, dueAt, shownAt.get(`${device} ${id}`)?.at))
          yield lost(
            `A message took longer than ${history.visible_within_ms} ms to the screen of ${device}.`,
            id,
          )
      }
  }
}

const isLate = (span: OnlineSpan, at: number, dueAt: number, shownAt: number | undefined): boolean =>
  at <= span.to && dueAt <= span.to && (shownAt === undefined || shownAt > dueAt)

/** I2: once in the database, once in every view, and no message without an author. */
export const exactlyOnce = function* (history: History): Generator<Violation> {
  const sent = indexBy(history.sent, ({ id }) => id)
  for (const id of findRepeated(history.committed, (row) => row.id))
    yield doubled('A message is stored twice.', [id])
  for (const [, rows] of groupBy(history.committed, (row) => `${row.sender_id} ${row.content}`))
    if (rows.length > 1 && !rows.some(({ deleted }) => deleted))
      yield doubled(
        'What was written once is stored under several ids.',
        rows.map(({ id }) => id),
      )
  for (const { id } of history.committed)
    if (!sent.has(id)) yield doubled('Nobody wrote this stored message.', [id])
  for (const screen of history.screens)
    for (const id of findRepeated(screen.rows, (row) => row.id))
      yield doubled(`A message is shown twice on the screen of ${screen.device}.`, [id])
}

/** I3: one order for all, and one sender's messages in the order of writing. */
export const order = function* (history: History): Generator<Violation> {
  const rank = new Map(history.sent.map(({ id }, index) => [id, index]))
  const devices = new Map(history.sent.map(({ id, device }) => [id, device]))
  const byPlace = (row: Committed) => `${row.conversation_id} ${row.created_seq}`
  for (const place of findRepeated(history.committed, byPlace))
    yield disordered(`Two messages have the same number: ${place}.`, [place])
  for (const rows of groupBy(
    history.committed,
    (row) => `${row.conversation_id} ${devices.get(row.id)}`,
  ).values()) {
    const ids = rows.toSorted((a, b) => a.created_seq - b.created_seq).map(({ id }) => id)
    for (const [earlier, later] of pairs(ids))
      if ((rank.get(earlier) ?? -1) > (rank.get(later) ?? Infinity))
        yield disordered('Messages written on one device are stored in another order than written.', [
          earlier,
          later,
        ])
  }
  const seqs = new Map(history.committed.map(({ id, created_seq }) => [id, created_seq]))
  for (const screen of history.screens) yield* screenOrder(screen, seqs)
}

const screenOrder = function* (screen: Screen, seqs: Map<string, number>): Generator<Violation> {
  for (const [earlier, later] of pairs(screen.rows))
    if (earlier.created_seq > later.created_seq)
      yield disordered(`The screen of ${screen.device} is out of order.`, [earlier.id, later.id])
  for (const { id, created_seq } of screen.rows)
    if (seqs.has(id) && seqs.get(id) !== created_seq)
      yield disordered(`${screen.device} shows number ${created_seq}, the database says ${seqs.get(id)}.`, [
        id,
      ])
}

/** I4: refused, deleted and forbidden messages are not shown. */
export const erasure = function* (history: History): Generator<Violation> {
  const committed = indexBy(history.committed, ({ id }) => id)
  const refused = new Set(history.refused.map(({ id }) => id))
  for (const id of refused) if (committed.has(id)) yield forbidden('A refused message is stored.', id)
  for (const screen of history.screens) {
    for (const { id } of screen.rows)
      if (refused.has(id)) yield forbidden(`${screen.device} shows a refused message as stored.`, id)
    if (screen.moment !== 'during') yield* erasedOn(screen, committed)
    yield* foreignOn(screen, history)
  }
}

const erasedOn = function* (screen: Screen, committed: Map<string, Committed>): Generator<Violation> {
  for (const { id, content, deleted } of screen.rows)
    if (committed.get(id)?.deleted && (!deleted || content !== ''))
      yield forbidden(`${screen.device} shows a deleted message.`, id)
}

const foreignOn = function* (screen: Screen, history: History): Generator<Violation> {
  const mine = membershipsOf(history, screen)
  for (const { id, created_seq } of screen.rows)
    if (!mine.some(({ left_seq }) => left_seq === undefined || created_seq <= left_seq))
      yield forbidden(`${screen.device} shows a message its user may not see.`, id)
}

const membershipsOf = ({ memberships }: History, screen: Screen): Membership[] =>
  memberships.filter(
    ({ conversation_id, user_id }) =>
      conversation_id === screen.conversation_id && user_id === screen.user_id,
  )

const pairs = <T>(items: T[]): [T, T][] =>
  items.flatMap((item, index) => (index === 0 ? [] : [[items[index - 1] as T, item] as [T, T]]))

const lost = (sentence: string, id: string): Violation => ({ invariant: 'I1', sentence, ids: [id] })
const doubled = (sentence: string, ids: string[]): Violation => ({ invariant: 'I2', sentence, ids })
const disordered = (sentence: string, ids: string[]): Violation => ({ invariant: 'I3', sentence, ids })
const forbidden = (sentence: string, id: string): Violation => ({ invariant: 'I4', sentence, ids: [id] })
