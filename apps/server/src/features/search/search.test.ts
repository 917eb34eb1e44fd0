import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Search, SearchHits } from '@lectern/protocol'
import { indexAll } from '../../testing/all-indexed.ts'
import { createTestServer, type TestServer } from '../../testing/create-test-server.ts'
import { ManualClock } from '../../testing/manual-clock.ts'
import type { Person } from '../../testing/people.ts'
import type { Context, Viewer } from '../context.ts'
import { createConversation } from '../conversations/create.ts'
import { removeMember } from '../conversations/members.ts'
import { deleteMessage, editMessage } from '../messages/messages.ts'
import { pinMessage } from '../messages/pins.ts'
import { markQuestion } from '../messages/questions.ts'
import { sendMessage } from '../messages/send.ts'
import { search as searchMessages } from './search.ts'

const clock = new ManualClock()
let server: TestServer
let talk: { id: string }
beforeAll(async () => {
  server = await createTestServer({ clock })
})
afterAll(() => server.close())

// The clock goes on for years, and tokens would expire: features are called directly.
const as = (viewer: Person): [Context, Viewer] => [server.ctx, viewer]

const newGroup = async (...others: Person[]) => {
  const member_ids = others.map(({ user_id }) => user_id)
  return (await createConversation(...as(server.people.ada), { kind: 'group', member_ids })).conversation
}

const say = async (content: string, { by = server.people.ada, id = talk.id } = {}) => {
  clock.advance(1_000)
  const { window } = await sendMessage(...as(by), id, { content })
  return window.messages[0]!
}

const allIndexed = () => indexAll(server, clock)

type Filters = Omit<Search, 'q'>
const search = (q: string, filters: Filters = {}, by = server.people.ben): Promise<SearchHits> =>
  searchMessages(...as(by), { q, ...filters })
const idsOf = async (...asked: Parameters<typeof search>) =>
  (await search(...asked)).hits.map(({ message_id }) => message_id)
/** What each search finds. */
const eachOf = (typed: readonly string[], filters: Filters = {}) =>
  Promise.all(typed.map((each) => idsOf(each, filters)))
/** What the searches find in all; each must find the same. */
const allOf = async (typed: readonly string[], filters: Filters): Promise<string[]> => {
  const found = await eachOf(typed, filters)
  typed.forEach((each, index) => {
    if (String(found[index]) !== String(found[0])) throw new Error(`${each} finds something else`)
  })
  return found[0] ?? []
}
/** What was found, with its marks in brackets. */
const shown = async (...asked: Parameters<typeof search>) =>
  (await search(...asked)).hits.map(({ snippet, marks }) =>
    marks
      .toReversed()
      .reduce(
        (text, { start, end }) => `${text.slice(0, start)}[${text.slice(start, end)}]${text.slice(end)}`,
        snippet,
      ),
  )

// A message is found as well before its terms are in the index as afterwards.
describe.each([
  ['waiting for the index', () => Promise.resolve()],
  ['in the index', allIndexed],
])('a message %s', (_, ready) => {
  beforeEach(async () => {
    await allIndexed()
    talk = await newGroup(server.people.ben)
  })

  it('is found by words, parts of words, and words in another form', async () => {
    await say('The derivative of a product is no product of derivatives.')
    await say('Nothing of that here.')
    await ready()
    const own = { conversation_id: talk.id }
    expect(await shown('product', own)).toEqual([
      'The derivative of a [product] is no [product] of derivatives.',
    ])
    expect(await shown('rivat', own)).toEqual([
      'The de[rivat]ive of a product is no product of de[rivat]ives.',
    ])
    expect(await shown('producing', own)).toEqual([
      'The derivative of a [product] is no [product] of derivatives.',
    ])
    expect(await shown('product rule', own)).toEqual([
      'The derivative of a [product] is no [product] of derivatives.',
    ])
    expect((await search('product rule', own)).partial).toBe(true)
    expect((await search('product', own)).partial).toBeUndefined()
  })

  it('is found whatever the case, the accents and the spelling of a sign', async () => {
    const said = await say('Das Café an der Straße, sagt Zoë — it’s open.')
    await ready()
    const spelled = ['cafe', 'CAFÉ', 'strasse', 'STRASSE', 'zoe', "it's"]
    expect(await eachOf(spelled, { conversation_id: talk.id })).toEqual(spelled.map(() => [said.id]))
  })

  it('is found by two letters where a word begins, and by one that stands alone', async () => {
    const learning = await say('We use ML here; solve for x.')
    await say('An example of html.')
    await ready()
    const own = { conversation_id: talk.id }
    expect(await idsOf('ml', own)).toEqual([learning.id])
    expect(await idsOf('x', own)).toEqual([learning.id])
  })

  it('is found by code, paths, formulas and signs', async () => {
    const said = await say(
      'In C# write `xs.map(x => x**2)`, see src/util/fold_text.ts and E = mc² or ∫f(x)dx.',
    )
    await say('In C write a loop.')
    await ready()
    const own = { conversation_id: talk.id }
    expect(
      await allOf(
        ['c#', 'xs.map', '=>', 'src/util', 'fold_text', 'fold_text.ts', 'mc²', 'mc2', '∫', 'f(x)dx', 'x**2'],
        own,
      ),
    ).toEqual([said.id])
  })

  it('is found in scripts without spaces, by one character and by several', async () => {
    const chinese = await say('我们学习微分方程，很有意思。')
    const japanese = await say('データベースの設計を勉強します')
    const thai = await say('เรียนคณิตศาสตร์ทุกวัน')
    await ready()
    const own = { conversation_id: talk.id }
    expect(await allOf(['微分方程', '微分', '程', '学习'], own)).toEqual([chinese.id])
    expect(await allOf(['データ', 'ベース', '設計', '勉強し'], own)).toEqual([japanese.id])
    expect(await idsOf('คณิต', own)).toEqual([thai.id])
  })

  it('is found by a phrase in quotes, also one of stop words', async () => {
    const said = await say('To be, or not to be: that is the question.')
    await say('It is not to the point to be or to have.')
    await ready()
    const own = { conversation_id: talk.id }
    expect(await idsOf('"to be or not"', own)).toEqual([said.id])
    expect(await idsOf('“that is the que', own)).toEqual([said.id])
    expect(await shown('"or not to"', own)).toEqual(['To be, [or not to] be: that is the question.'])
  })

  it('is found with one wrong letter if nothing has the right ones', async () => {
    const said = await say('The eigenvalues of a symmetric matrix are real.')
    await ready()
    const own = { conversation_id: talk.id }
    for (const typed of ['symetric', 'symmetrik', 'eigenvlaues']) {
      expect(await idsOf(typed, own)).toEqual([said.id])
      expect((await search(typed, own)).partial).toBe(true)
    }
    expect(await idsOf('asymptote', own)).toEqual([])
  })

  it('AU1 is found by members only, from the moment they are some', async () => {
    await say('The quokka is for Ben alone.')
    await ready()
    const { ben, chloe } = server.people
    expect(await idsOf('quokka', {}, chloe)).toEqual([])
    expect(await idsOf('quokka', { conversation_id: talk.id }, chloe)).toEqual([])
    expect((await search('quokka', { conversation_id: talk.id })).hits).toMatchObject([
      { sender: 'Ada', sender_role: 'instructor', conversation_id: talk.id },
    ])
    await removeMember(...as(server.people.ada), talk.id, ben.user_id)
    expect(await idsOf('quokka', { conversation_id: talk.id })).toEqual([])
  })

  it('is not found by what an edit took away, but by what it brought, and not at all once deleted', async () => {
    const { id: message_id } = await say('A platypus swims.')
    await ready()
    const target = { id: talk.id, message_id }
    const own = { conversation_id: talk.id }
    await editMessage(...as(server.people.ada), target, { content: 'An echidna digs.' })
    expect(await idsOf('platypus', own)).toEqual([])
    expect(await idsOf('echidna', own)).toEqual([message_id])
    await ready()
    expect(await idsOf('platypus', own)).toEqual([])
    expect(await idsOf('echidna', own)).toEqual([message_id])
    await deleteMessage(...as(server.people.ada), target)
    expect(await idsOf('echidna', own)).toEqual([])
    await ready()
    expect(await idsOf('echidna', own)).toEqual([])
  })

  it('is found by filters, with and without words', async () => {
    const { ada, ben } = server.people
    const link = await say('See https://example.edu/notes for the sum.')
    const before = new Date(clock.now() + 500).toISOString()
    const { id: message_id } = await say('What is the sum?', { by: ben })
    await markQuestion(...as(ben), { id: talk.id, message_id })
    await pinMessage(...as(ada), { id: talk.id, message_id: link.id })
    await ready()
    const own = { conversation_id: talk.id }
    expect(await idsOf('sum', { ...own, order: 'newest' })).toEqual([message_id, link.id])
    expect(await idsOf('sum', { ...own, from: ben.user_id })).toEqual([message_id])
    expect(await idsOf('', { from: ben.user_id, ...own })).toEqual([message_id])
    expect(await idsOf('', { has: 'link', ...own })).toEqual([link.id])
    expect(await idsOf('sum', { before, ...own })).toEqual([link.id])
    expect(await idsOf('sum', { after: before, ...own })).toEqual([message_id])
    expect(await idsOf('', { is: 'unanswered', ...own })).toEqual([message_id])
    expect(await idsOf('sum', { is: 'pinned', ...own })).toEqual([link.id])
    expect(await idsOf('nothing', { is: 'pinned', ...own })).toEqual([])
    expect(await idsOf('', {})).toEqual([])
  })

  it('comes before others that say it less well, and then by age', async () => {
    const weak = await say(
      `Long ago something was said about interpolation. ${'And more. '.repeat(60)} A spline is a curve.`,
    )
    clock.jump(400 * 86_400_000)
    const old = await say('Spline interpolation is smooth.')
    clock.jump(200 * 86_400_000)
    const fresh = await say('Spline interpolation is easy.')
    await ready()
    expect(await idsOf('spline interpolation', { conversation_id: talk.id })).toEqual([
      fresh.id,
      old.id,
      weak.id,
    ])
  })

  it('comes in pages, each once, also when others are sent meanwhile', async () => {
    const sent: string[] = []
    for (let number = 0; number < 7; number++) sent.push((await say(`Marmot number ${number}`)).id)
    await ready()
    const own = { conversation_id: talk.id, limit: 3 }
    const found: string[] = []
    let page = await search('marmot', own)
    for (;;) {
      found.push(...page.hits.map(({ message_id }) => message_id))
      if (page.next_cursor === null) break
      await say('Marmot of later')
      page = await search('marmot', { ...own, cursor: page.next_cursor })
    }
    expect(found.toSorted()).toEqual(sent.toSorted())
    await expect(search('marmot', { cursor: 'bm9uZQ' })).rejects.toMatchObject({ code: 'invalid' })
  })
})

it('a search takes what people type, whatever it is', async () => {
  talk = await newGroup(server.people.ben)
  await say('A plain sentence.')
  await allIndexed()
  const typed = [
    '"',
    '""',
    "'",
    '\\',
    '*',
    'a*',
    'AND',
    'NOT (',
    'NEAR(a b)',
    '-plain',
    'x:y',
    '\u0000',
    '\ue001pl',
    '🙂',
    '   ',
    '%',
    '(((',
    '…',
  ]
  await expect(eachOf(typed)).resolves.toHaveLength(typed.length)
})
