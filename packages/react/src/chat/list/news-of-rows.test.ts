import type { CardAct, TimelineRow } from '@lectern/client'
import type { Card, CardAction, Message } from '@lectern/protocol'
import { describe, expect, test } from 'vitest'
import { SERVER_LABELS } from '../../cards/server-labels.ts'
import { englishLabels } from '../../labels/english-labels.ts'
import { germanLabels } from '../../labels/german-labels.ts'
import { ADA, BEN, cardMessage, message, row } from '../../testing/samples.ts'
import { addNews, addRefused, addSent, byId, type News } from './news-of-rows.ts'

const NAMES = new Map([ADA, BEN].map(({ id, name }) => [id, name]))

/** What Ada hears of changes, one after the other, in both languages. */
const heard = (...steps: readonly TimelineRow[]): string[] =>
  [englishLabels, germanLabels].flatMap((labels) => {
    const news: News = new Map()
    const acting = new Map<string, Card>()
    const reader = { labels, me_id: ADA.id, nameOf: (id: string) => NAMES.get(id), acting }
    for (const [at, row] of steps.entries()) {
      const before = byId(steps.slice(Math.max(0, at - 1), at))
      addNews(news, before, [row], reader)
      addSent(news, before, [row], { labels, isOffline: () => false })
      addRefused(news, before, [row], { labels })
    }
    return [...news.values()]
  })

const changed = (before: Message, change: Partial<Message>): string[] =>
  heard(row(before, ADA), row({ ...before, ...change }, ADA))

const at = '2026-11-23T15:00:00.000Z'

describe('X2 what others change is said', () => {
  const bens = message(1, BEN, 'I got x = 3')
  test.each<[string, Partial<Message>, string[]]>([
    [
      'an edit',
      { content: 'I got x = −3', edited_at: at },
      ['Ben Okafor changed a message: I got x = −3', 'Ben Okafor hat eine Nachricht geändert: I got x = −3'],
    ],
    [
      'a deletion',
      { deleted_at: at, content: '' },
      ['Ben Okafor deleted a message.', 'Ben Okafor hat eine Nachricht gelöscht.'],
    ],
    ['a pin', { pinned_at: at }, ['A message is pinned.', 'Eine Nachricht ist angeheftet.']],
    [
      'an answer that is accepted',
      { answer: { accepted_by: BEN.id } },
      [
        'Ben Okafor accepted the answer of Ben Okafor.',
        'Ben Okafor hat die Antwort von Ben Okafor angenommen.',
      ],
    ],
    [
      'an answer that oneself endorsed',
      { answer: { endorsed_by: ADA.id } },
      ['You endorsed the answer of Ben Okafor.', 'Du hast die Antwort von Ben Okafor bestätigt.'],
    ],
    [
      'a reaction of a third to a message of another',
      { reactions: [{ emoji: '👍', user_ids: [BEN.id] }] },
      [],
    ],
  ])('%s', (_, change, expected) => expect(changed(bens, change)).toEqual(expected))

  test('a reaction to one’s own message', () => {
    const reactions = [{ emoji: '👍', user_ids: [BEN.id] }]
    expect(changed(message(1, ADA, 'Halve it'), { reactions })[0]).toBe(
      'Ben Okafor reacted with 👍 to your message: Halve it',
    )
  })
})

describe('X2 the outcome of one’s own acts is said', () => {
  test('an own reaction, and that it is taken back', () => {
    const none = message(1, BEN, 'I got x = 3')
    const reacted = { ...none, reactions: [{ emoji: '👍', user_ids: [ADA.id] }] }
    expect(heard(row(none, ADA), row(reacted, ADA))[0]).toBe('You reacted with 👍')
    expect(heard(row(reacted, ADA), row(none, ADA))).toEqual([
      'You took back 👍.',
      'Du hast 👍 zurückgenommen.',
    ])
  })

  test('sent, and not before', () => {
    const own = message(1, ADA, 'Halve it')
    const sending = row(own, ADA, { status: 'sending' })
    expect(heard(row(own, ADA, { status: 'queued' }), sending)).toEqual([])
    expect(heard(sending, row(own, ADA))).toEqual(['Sent.', 'Gesendet.'])
  })

  test('that a message waits while there is no connection', () => {
    const news: News = new Map()
    const waiting = row(message(1, ADA, 'Halve it'), ADA, { status: 'queued' })
    addSent(news, new Map(), [waiting], { labels: englishLabels, isOffline: () => true })
    expect([...news.values()]).toEqual([englishLabels.willBeSent(1)])
  })
})

describe('W11 what was refused is said once, however often its row is drawn', () => {
  const failure = { code: 'forbidden', reason: 'You may not write here.', retryable: false }
  const mine = message(1, ADA, 'Hello')
  const failed = row(mine, ADA, { status: 'failed', failure })
  const queued = row(mine, ADA, { status: 'queued' })

  test('a message', () => {
    const [english = '', german = ''] = heard(queued, failed)
    expect(english).toMatch(/^Not sent\. \w/u)
    expect(german).toMatch(/^Nicht gesendet\. \w/u)
    expect(heard(failed, row(mine, ADA, { status: 'failed', failure }))).toHaveLength(2)
    expect(heard(queued, queued)).toEqual([])
  })

  test('again, when another try is refused with the same words', () => {
    const news: News[] = []
    const steps = [failed, queued, row(mine, ADA, { status: 'failed', failure })]
    for (const [at, step] of steps.entries()) {
      news.push(new Map())
      addRefused(news[at] as News, byId(steps.slice(Math.max(0, at - 1), at)), [step], {
        labels: englishLabels,
      })
    }
    expect(news.map(({ size }) => size)).toEqual([1, 0, 1])
  })

  test('a change, also one that was refused before a reload', () => {
    const change = { id: 'change', is: 'edit', failure } as const
    expect(heard(row(message(1, BEN, 'Hi'), ADA, { change }))[0]).toMatch(/^Your edit was not saved\./u)
  })
})

const cardOf = (type: string, card: Partial<Card> = {}): Message =>
  cardMessage(1, BEN, { type, data: { title: 'Halving' }, ...card })

const EVERY = Object.entries(SERVER_LABELS).flatMap(([type, verbs]) =>
  Object.entries(verbs).map(([verb, label]): [string, string, string] => [type, verb, label]),
)

describe('X2 cards', () => {
  test.each(EVERY)('%s: the outcome of “%s” is said once, with the new state', (type, verb, label) => {
    const act: CardAct = { id: 'act', verb, input: {}, status: 'sending' }
    const actions: CardAction[] = [{ verb, label, style: 'default' }]
    const before = row(cardOf(type, { state: 'draft', actions }), ADA, { acts: [act] })
    const same = row(cardOf(type, { state: 'draft', rev: 2 }), ADA)
    const moved = row(cardOf(type, { state: 'done', rev: 2 }), ADA)
    const [english, german] = [englishLabels, germanLabels].map(
      ({ cards }) => cards.verbs[type]?.[verb] ?? label,
    )
    expect(heard(before, same)).toEqual([`“${english}” is done.`, `„${german}“ ist erledigt.`])
    expect(heard(before, moved)).toEqual([
      `“${english}” is done. It is “Done” now.`,
      `„${german}“ ist erledigt. ${germanLabels.cards.isNow('Erledigt')}`,
    ])
  })

  test('the new state is said, too, when the card has changed before its act is done', () => {
    const acts: CardAct[] = [{ id: 'act', verb: 'claim', input: {}, status: 'sending' }]
    const claim: CardAction = { verb: 'claim', label: 'Take over', style: 'primary' }
    const card = (changes: Partial<Card>) => cardOf('tutoring_topic', changes)
    const before = card({ state: 'queued', actions: [claim] })
    const after = card({ state: 'human_active', rev: 2 })
    expect(
      heard(row(before, ADA), row(before, ADA, { acts }), row(after, ADA, { acts }), row(after, ADA))[0],
    ).toBe('“Take over” is done. It is “With a tutor” now.')
  })

  test('what the server does next does not take the place of the outcome of one’s own act', () => {
    const act: CardAct = { id: 'act', verb: 'start', input: {}, status: 'sending' }
    const start: CardAction = { verb: 'start', label: 'Write a draft', style: 'primary' }
    const card = (changes: Partial<Card>) => row(cardOf('create_document', changes), ADA)
    const before = row(cardOf('create_document', { state: 'proposed', actions: [start] }), ADA, {
      acts: [act],
    })
    const writing = card({ state: 'generating', rev: 2 })
    const written = card({ state: 'review', rev: 3 })
    expect(heard(before, writing, written).slice(0, 2)).toEqual([
      expect.stringMatching(/^“Write a draft” is done\./),
      expect.stringMatching(/“Halving”: It is “In review” now\.$/),
    ])
  })

  test('a failed act is said by the card, and not as done', () => {
    const act: CardAct = { id: 'act', verb: 'claim', input: {}, status: 'failed' }
    const card = cardOf('tutoring_topic')
    expect(heard(row(card, ADA, { acts: [act] }), row(card, ADA))).toEqual([])
  })

  test('a state that another changed, an answer that came, and nothing of what only counts', () => {
    const counts = { answers: 0, followers: 0, me_too: 0 }
    const topic = (card: Partial<Card>) => row(cardOf('topic', card), ADA)
    const before = topic({ state: 'open', data: { title: 'Halving', counts } })
    expect(heard(before, topic({ ...before.message.card, rev: 2, state: 'answered' }))[0]).toBe(
      'Topic “Halving”: It is “Answered” now.',
    )
    const answered = { title: 'Halving', counts: { ...counts, answers: 1 } }
    expect(heard(before, topic({ rev: 2, data: answered }))[0]).toBe('Topic “Halving”: 1 answer')
    const followed = { title: 'Halving', counts: { ...counts, followers: 3 } }
    expect(heard(before, topic({ rev: 2, data: followed }))).toEqual([])
    const more = { title: 'Halving', counts, body: 'Why?' }
    expect(heard(before, topic({ rev: 2, data: more }))[0]).toBe('Topic “Halving”: It has changed.')
  })
})
