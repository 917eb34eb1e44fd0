import type { Message, MessagePage } from '@lectern/protocol'
import { beforeEach, describe, expect, test } from 'vitest'
import { unreachableError } from '../core/errors.ts'
import type { Http } from '../http/http.ts'
import { Emitter } from '../core/emitter.ts'
import { History, type HistoryEvents } from './history.ts'
import { visibleMessages } from './timeline.ts'

interface Asked {
  query: Record<string, unknown>
  answer: (page: MessagePage) => Promise<void>
  refuse: () => Promise<void>
}

const row = (created_seq: number, changed_seq = created_seq, fields: Partial<Message> = {}): Message =>
  ({
    id: `m${created_seq}`,
    created_seq,
    changed_seq,
    content: `v${changed_seq}`,
    state: 'done',
    ...fields,
  }) as Message
const rows = (from: number, to: number): Message[] =>
  Array.from({ length: to - from + 1 }, (_, index) => row(from + index))
const page = (from: number, to: number, fields: Partial<MessagePage> = {}): MessagePage => ({
  messages: rows(from, to),
  has_more_before: from > 1,
  has_more_after: false,
  head: to,
  ...fields,
})
const turn = () => new Promise<void>(setImmediate)

let asked: Asked[]
let heads: number[]
let cursor: number
let history: History
beforeEach(() => {
  asked = []
  heads = []
  cursor = 0
  const call = (_: unknown, { query }: Pick<Asked, 'query'>) =>
    new Promise((resolve, reject) => {
      const answer = (answered: MessagePage) => {
        resolve(answered)
        return turn()
      }
      const refuse = () => {
        reject(unreachableError('lost'))
        return turn()
      }
      asked.push({ query, answer, refuse })
    })
  history = new History({
    conversation_id: 'course',
    http: { call } as unknown as Http,
    log: { cursor: () => cursor, head: (_, seq) => void heads.push(seq) },
    events: new Emitter<HistoryEvents>(),
  })
})

const contents = () => visibleMessages(history.timeline).map(({ content }) => content)
const seqs = () => visibleMessages(history.timeline).map(({ created_seq }) => created_seq)
/** A history with the newest thirty of a hundred messages. */
const loaded = async () => {
  history.start(100)
  cursor = 100
  const loading = history.loadFirst()
  await asked.shift()?.answer(page(71, 100))
  await loading
}

describe('the newest page', () => {
  test('is requested once, however many ask for it, and never again after it has arrived', async () => {
    const all = [history.loadFirst(), history.loadFirst()]
    expect(asked.map(({ query }) => query)).toEqual([{ limit: 30 }])
    await asked[0]?.answer(page(1, 3))
    await Promise.all(all)
    void history.loadFirst()
    await turn()
    expect(asked).toHaveLength(1)
    expect([history.status, seqs(), heads]).toEqual(['ready', [1, 2, 3], [3]])
  })

  test('is an error if it fails, and can be requested again', async () => {
    const loading = history.loadFirst()
    void asked[0]?.refuse()
    await expect(loading).rejects.toMatchObject({ code: 'unavailable' })
    expect([history.status, history.error?.code]).toEqual(['error', 'unavailable'])
    const again = history.loadFirst()
    await asked[1]?.answer(page(1, 1))
    await again
    expect([history.status, history.error]).toEqual(['ready', undefined])
  })

  test('requested before a restart is void, answered or not', async () => {
    const before = [history.loadFirst()]
    history.start(0)
    before.push(history.loadFirst())
    expect(asked).toHaveLength(2)
    await asked[0]?.answer(page(1, 3))
    expect([history.status, seqs(), heads]).toEqual(['loading', [], []])
    history.start(0)
    await asked[1]?.refuse()
    await Promise.allSettled(before)
    expect([history.status, history.error]).toEqual(['loading', undefined])
  })

  test('does not undo changes that came while it was on its way', async () => {
    const loading = history.loadFirst()
    history.apply([row(2, 9)])
    await asked[0]?.answer(page(1, 3))
    await loading
    expect(contents()).toEqual(['v1', 'v9', 'v3'])
  })
})

describe('changes that come while a page is on its way', () => {
  test('also apply to a page that comes later', async () => {
    await loaded()
    const loading = history.loadBefore()
    const jumping = history.jumpTo('m10')
    history.apply([row(60, 101)])
    await asked[1]?.answer(page(5, 15, { has_more_after: true, head: 100 }))
    history.leaveDetour()
    await asked[0]?.answer(page(21, 70))
    await Promise.all([loading, jumping])
    expect(contents()[60 - 21]).toBe('v101')
  })

  test('are forgotten with the last page', async () => {
    await loaded()
    const loading = history.loadBefore()
    history.apply([row(10, 101)])
    await asked[0]?.answer(page(21, 70))
    await loading
    const more = history.loadBefore()
    // A page that is read again is complete: the message was removed since.
    await asked[1]?.answer(page(1, 20, { messages: rows(11, 20), has_more_before: false }))
    await more
    expect(seqs()).not.toContain(10)
  })
})

test('a change before a restart does not get into the new page', async () => {
  await loaded()
  const before = history.loadBefore()
  history.apply([row(110, 111)])
  history.start(0)
  const anew = history.loadFirst()
  await asked[1]?.answer(page(1, 3))
  await asked[0]?.answer(page(21, 70))
  await Promise.all([before, anew])
  expect(seqs()).toEqual([1, 2, 3])
})

describe('older and newer pages', () => {
  test('are requested once at a time', async () => {
    await loaded()
    const all = [history.loadBefore(), history.loadBefore()]
    expect(asked.map(({ query }) => query)).toEqual([{ before: 71, limit: 50 }])
    expect(history.loadingBefore).toBe(true)
    await asked[0]?.answer(page(21, 70))
    await Promise.all(all)
    expect([history.loadingBefore, seqs().length]).toEqual([false, 80])
  })

  test('are not requested at the ends of the history', async () => {
    history.start(0)
    history.restart(page(1, 3))
    await history.loadBefore()
    await history.loadAfter()
    expect(asked).toEqual([])
  })

  test('newer ones follow the target of a jump, once at a time', async () => {
    await loaded()
    const jumping = history.jumpTo('m10')
    await asked[0]?.answer(page(5, 15, { has_more_after: true, head: 100 }))
    await jumping
    const all = [history.loadAfter(), history.loadAfter()]
    expect(asked.slice(1).map(({ query }) => query)).toEqual([{ after: 15, limit: 50 }])
    await asked[1]?.answer(page(16, 65, { has_more_after: true, head: 100 }))
    await Promise.all(all)
    expect([seqs()[0], seqs().at(-1)]).toEqual([5, 65])
  })

  test('on its way at a restart is void, and does not stop the next', async () => {
    await loaded()
    const before = history.loadBefore()
    history.start(100)
    expect(history.loadingBefore).toBe(false)
    await asked[0]?.answer(page(21, 70))
    await before
    expect(seqs()).toEqual([])
  })
})

describe('a jump', () => {
  test('to a visible message requests nothing', async () => {
    await loaded()
    await history.jumpTo('m80')
    expect(asked).toEqual([])
  })

  test('within the detour sends no request', async () => {
    await loaded()
    const jumping = history.jumpTo('m10')
    await asked[0]?.answer(page(5, 15, { has_more_after: true, head: 100 }))
    await jumping
    void history.jumpTo('m12')
    await turn()
    expect([asked.length, seqs()[0]]).toEqual([1, 5])
  })

  test('back to the loaded messages ends the detour', async () => {
    await loaded()
    const jumping = history.jumpTo('m10')
    await asked[0]?.answer(page(5, 15, { has_more_after: true, head: 100 }))
    await jumping
    expect(seqs()[0]).toBe(5)
    await history.jumpTo('m80')
    expect([asked.length, seqs()[0]]).toEqual([1, 71])
  })

  test('behind the read messages brings some of them, too', async () => {
    await loaded()
    const jumping = history.jumpBehind(40)
    expect(asked.map(({ query }) => query)).toEqual([
      { before: 41, limit: 30 },
      { after: 40, limit: 50 },
    ])
    await asked[0]?.answer(page(11, 40, { has_more_after: true }))
    await asked[1]?.answer(page(41, 90, { has_more_after: true, head: 100 }))
    await jumping
    expect([seqs()[0], seqs().at(-1)]).toEqual([11, 100])
  })

  test('behind loaded messages requests nothing', async () => {
    await loaded()
    await history.jumpBehind(90)
    expect(asked).toEqual([])
  })
})

describe('the messages kept for a later visit', () => {
  test('are the newest hundred, once they were loaded', async () => {
    expect(history.kept).toBeUndefined()
    await loaded()
    for (const from of [21, 1]) {
      const loading = history.loadBefore()
      await asked.shift()?.answer(page(from, from === 21 ? 70 : 20))
      await loading
    }
    history.apply(rows(101, 110))
    expect(visibleMessages(history.timeline)).toHaveLength(110)
    expect(history.kept?.messages).toHaveLength(100)
    expect(history.kept?.messages[0]?.created_seq).toBe(11)
  })

  test('are there at once on the next visit, without a request', async () => {
    history.resume({ from: 5, messages: rows(5, 9) })
    await history.loadFirst()
    expect([history.status, seqs(), asked.length]).toEqual(['ready', [5, 6, 7, 8, 9], 0])
  })
})

describe('a restart', () => {
  test('from a page knows whether there is more before it', () => {
    history.restart(page(8, 9))
    expect(history.timeline.live.from).toBe(8)
    history.restart(page(1, 2))
    expect(history.timeline.live.from).toBe(0)
    history.restart({ ...page(1, 0), has_more_before: true, head: 7 })
    expect(history.timeline.live.from).toBe(8)
  })

  test('forgets the error, the leaving and the place', () => {
    history.fail(unreachableError('gone'), true)
    history.place = 'm3'
    expect([history.status, history.left]).toEqual(['error', true])
    history.start(0)
    expect([history.status, history.error, history.left, history.place]).toEqual([
      'loading',
      undefined,
      false,
      undefined,
    ])
  })
})

test('a delta is applied where its message is shown, and nowhere else', async () => {
  await loaded()
  history.apply([row(101, 101, { state: 'streaming', content: 'ab' })])
  const delta = (at: number) =>
    history.stream({
      type: 'delta',
      conversation_id: 'course',
      message_id: 'm101',
      invocation_id: 'turn',
      at,
      text: 'c',
    })
  expect(delta(2)?.content).toBe('abc')
  expect(delta(2)).toBeUndefined()
  const jumping = history.jumpTo('m10')
  await asked[0]?.answer(page(5, 15, { has_more_after: true, head: 101 }))
  await jumping
  expect(delta(3)).toBeUndefined()
  history.leaveDetour()
  expect(visibleMessages(history.timeline).at(-1)?.content).toBe('abcc')
})
