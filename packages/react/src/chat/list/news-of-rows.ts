// What changed in a conversation, in sentences: the outcome of what one did oneself, and what others did to what one reads.
import type { TimelineRow } from '@lectern/client'
import type { Card, Message } from '@lectern/protocol'
import { summarise } from '../../attachments/in-short.ts'
import { labelOfVerb, wordFor } from '../../cards/words.ts'
import type { Texts } from '../../context/texts-context.ts'
import { failureReason } from '../../labels/reason.ts'
import { isStuck } from '../../rows/is-stuck.ts'

export interface Reader extends Pick<Texts, 'labels'> {
  me_id: string
  nameOf: (user_id: string) => string | undefined
  /** The cards on which an own act is under way, as they were before it. */
  acting: Map<string, Card>
}

/** Sentences by their subject: a later one of the same subject replaces the earlier one. */
export type News = Map<string, string>

export type RowsById = ReadonlyMap<string, TimelineRow>

export const byId = (rows: readonly TimelineRow[]): RowsById => new Map(rows.map((row) => [row.id, row]))

/** Adds what changed in rows that were there before. New messages are told elsewhere. */
export const addNews = (news: News, before: RowsById, rows: readonly TimelineRow[], reader: Reader): void => {
  for (const row of rows) {
    const was = before.get(row.id)
    if (!was || was === row || row.message.deleted_at !== was.message.deleted_at) {
      if (was && was !== row) tellDeletion(news, row, reader)
      continue
    }
    tellCard(news, was, row, reader)
    if (was.message === row.message) continue
    tellEdit(news, was, row, reader)
    tellReactions(news, was, row, reader)
    tellMarks(news, was.message, row.message, reader)
  }
}

export interface Sender extends Pick<Texts, 'labels'> {
  isOffline: () => boolean
}

/** Adds what became of one's own messages: sent, or waiting for the connection. */
export const addSent = (
  news: News,
  before: RowsById,
  rows: readonly TimelineRow[],
  { labels, isOffline }: Sender,
): void => {
  const own = rows.filter((row) => row.own && before.get(row.id) !== row)
  const sent = own.filter(({ id, status }) => status === 'stored' && isUnderWay(before.get(id)))
  for (const { id } of sent) news.set(`sent ${id}`, labels.said.sent)
  if (own.some(({ id, status }) => status !== 'stored' && !before.has(id)) && isOffline())
    news.set('waits', labels.willBeSent(rows.filter(isUnderWay).length))
}

/** Adds which messages and changes were refused, or wait for a decision of their author. */
export const addRefused = (
  news: News,
  before: RowsById,
  rows: readonly TimelineRow[],
  { labels }: Pick<Sender, 'labels'>,
): void => {
  for (const row of rows) {
    const was = before.get(row.id)
    if (was !== row) tellRefusal(news, was, row, labels)
  }
}

/** A row says it too, but rows come and go as one scrolls. */
const tellRefusal = (
  news: News,
  was: TimelineRow | undefined,
  { id, message, change, failure, ...row }: TimelineRow,
  labels: Texts['labels'],
): void => {
  if (message.deleted_at) return
  if (isStuck({ failure, ...row }) && !(was && isStuck(was))) {
    const why = failure ? failureReason(failure, labels) : labels.held
    news.set(`stuck ${id}`, `${row.status === 'failed' ? labels.failed : labels.notYetSent}. ${why}`)
  }
  if (change && change.id !== was?.change?.id)
    news.set(`change ${id}`, `${labels.changeFailed[change.is]} ${failureReason(change.failure, labels)}`)
}

const isUnderWay = (row: TimelineRow | undefined): boolean => row !== undefined && row.status !== 'stored'

/** One's own deletion was said when it was asked for. */
const tellDeletion = (news: News, { id, own, message }: TimelineRow, { labels }: Reader): void => {
  if (!own && message.deleted_at) news.set(`deleted ${id}`, labels.said.deletedBy(message.sender))
}

const tellEdit = (news: News, was: TimelineRow, { id, own, message }: TimelineRow, { labels }: Reader) => {
  if (message.edited_at === was.message.edited_at || message.edited_at === undefined) return
  const text = own ? labels.said.edited : labels.said.editedBy(message.sender, summarise(message, labels))
  news.set(`edited ${id}`, text)
}

const tellReactions = (news: News, was: TimelineRow, { id, own, message }: TimelineRow, reader: Reader) => {
  const { labels, me_id, nameOf } = reader
  for (const [emoji, added, gone] of changedReactions(was.message, message)) {
    const key = `${emoji} ${id}`
    if (added.includes(me_id)) news.set(key, labels.reactedWith(labels.you, emoji, 'self'))
    if (gone.includes(me_id)) news.set(key, labels.said.tookBack(emoji))
    const other = added.find((user_id) => user_id !== me_id)
    // Only to what one wrote: a course reacts all the time.
    if (!own || other === undefined) continue
    const who = labels.reactedWith(nameOf(other) ?? labels.said.somebody, emoji, 'one')
    news.set(key, labels.said.toYours(who, summarise(message, labels)))
  }
}

type Change = [emoji: string, added: string[], gone: string[]]

const changedReactions = (was: Message, is: Message): Change[] => {
  if (was.reactions === is.reactions) return []
  const of = ({ reactions }: Message, emoji: string) =>
    reactions.find((each) => each.emoji === emoji)?.user_ids ?? []
  const all = new Set([...was.reactions, ...is.reactions].map(({ emoji }) => emoji))
  return [...all].map((emoji) => {
    const [before, now] = [of(was, emoji), of(is, emoji)]
    return [emoji, now.filter((id) => !before.includes(id)), before.filter((id) => !now.includes(id))]
  })
}

const tellMarks = (news: News, was: Message, is: Message, { labels, me_id, nameOf }: Reader): void => {
  const by = (user_id: string) => (user_id === me_id ? labels.you : (nameOf(user_id) ?? labels.said.somebody))
  const { accepted_by, endorsed_by } = is.answer ?? {}
  if (accepted_by !== was.answer?.accepted_by)
    news.set(
      `accepted ${is.id}`,
      accepted_by === undefined
        ? labels.said.unaccepted(is.sender)
        : labels.said.accepted(by(accepted_by), is.sender, accepted_by === me_id),
    )
  if (endorsed_by !== was.answer?.endorsed_by)
    news.set(
      `endorsed ${is.id}`,
      endorsed_by === undefined
        ? labels.said.unendorsed(is.sender)
        : labels.said.endorsed(by(endorsed_by), is.sender, endorsed_by === me_id),
    )
  if (is.pinned_at !== was.pinned_at)
    news.set(`pinned ${is.id}`, is.pinned_at === undefined ? labels.said.unpinned : labels.said.pinned)
}

const tellCard = (news: News, was: TimelineRow, is: TimelineRow, { labels, acting }: Reader): void => {
  const [before, card] = [was.message.card, is.message.card]
  if (!before || !card) return
  // The card often changes before its act is known to be done: then its state at the beginning counts.
  const first = acting.get(card.id) ?? before
  if (is.acts?.length) acting.set(card.id, first)
  else acting.delete(card.id)
  const isNow = card.state === first.state ? '' : nowOf(card, labels)
  const done = was.acts?.find(
    ({ id, status, held }) => status !== 'failed' && !held && !is.acts?.some((act) => act.id === id),
  )
  if (done) {
    // Each act has an outcome of its own, which what comes after it does not replace.
    news.set(
      `done ${done.id}`,
      labels.said.done(nameOf(done.verb, [first, before, card], labels), isNow).trim(),
    )
  } else if (!is.acts?.length && card.rev !== before.rev) {
    const change = isNow || whatChanged(before, card, labels)
    if (change) news.set(`card ${card.id}`, labels.said.cardChanged(titleOf(card, labels), change))
  }
}

/** A card does not offer any more what was done. */
const nameOf = (verb: string, cards: readonly Card[], labels: Texts['labels']): string => {
  const action = cards.flatMap(({ actions }) => actions).find((each) => each.verb === verb)
  return action ? labelOfVerb(labels, cards[0]?.type ?? '', action) : labels.cards.anAct
}

const nowOf = (card: Card, labels: Texts['labels']): string =>
  labels.cards.isNow(wordFor(labels.cards.states, card.state))

/** What goes up and down all the time is not news. */
const COUNTED = new Set([
  'counts',
  'lease_until',
  'queued_at',
  'queue_place',
  'following',
  'me_too',
  'helpful',
])

const whatChanged = (before: Card, card: Card, { said, cards }: Texts['labels']): string => {
  const answers = (data: Card['data']): number =>
    Number((data['counts'] as { answers?: number } | undefined)?.answers ?? data['reply_count'] ?? 0)
  if (answers(card.data) > answers(before.data)) return cards.answers(answers(card.data))
  const lasting = ({ data }: Card) =>
    JSON.stringify(data, (key, value: unknown) => (COUNTED.has(key) ? undefined : value))
  return lasting(before) === lasting(card) ? '' : said.hasChanged
}

const titleOf = ({ type, data }: Card, { cards }: Texts['labels']): string => {
  const called = ['title', 'subject', 'topic', 'prompt'].map((key) => data[key])
  const title = called.find((value) => typeof value === 'string')
  return `${cards.types[type] ?? type} “${typeof title === 'string' ? title : ''}”`
}
