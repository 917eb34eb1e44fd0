import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { systemClock, type Clock } from '../../../platform/clock.ts'
import { ManualClock } from '../../../testing/manual-clock.ts'
import { StubProvider, type Plan } from '../../../testing/stub-provider.ts'
import type { ModelRequest } from '../model.ts'
import { ModelError } from '../model-error.ts'
import { openProvider } from './open-provider.ts'
import type { Patience } from './deadline.ts'

const REQUEST: ModelRequest = {
  question: 'How do I complete the square?',
  kind: 'material',
  history: [],
  passages: [
    {
      number: 1,
      document_id: '01890000-0000-7000-8000-000000000001',
      version: 1,
      title: 'Squares',
      headings: [],
      span: { start: 0, end: 9, sha256: '' },
      excerpt: 'Halve it.',
    },
  ],
  vouched: [],
  mode: 'full',
  staff_read: false,
}
/** Long enough for a busy machine without faults. */
const PATIENCE: Patience = { first_ms: 20_000, between_ms: 20_000, total_ms: 30_000, retries: 2 }
const AT_ONCE = { 'retry-after-ms': '1' }

describe.each(['openai-compatible', 'anthropic'] as const)('a model behind %s', (provider) => {
  let stub: StubProvider
  let url: string
  beforeEach(async () => {
    stub = await new StubProvider(provider).open()
    url = stub.url
  })
  afterEach(() => stub.close())

  const open = (patience: Partial<Patience> = {}, clock: Clock = systemClock) =>
    openProvider({ provider, url, model: 'small', key: 'sk-secret' }, clock, { ...PATIENCE, ...patience })
  /** The text, and how it ended. */
  const ask = async (plans: Plan[], patience?: Partial<Patience>, clock?: Clock) => {
    stub.next(...plans)
    let said = ''
    try {
      for await (const piece of open(patience, clock).answer(REQUEST, new AbortController().signal))
        said += piece.type === 'text' ? piece.text : piece.type === 'citation' ? `{${piece.number}}` : '{?}'
      return { said, failure: undefined }
    } catch (error) {
      if (!(error instanceof ModelError)) throw error
      expect(JSON.stringify(error) + error.message + String(error.cause)).not.toMatch(/sk-secret|square/)
      return { said, failure: error.failure }
    }
  }

  it('answers as it streams, with its sources', async () => {
    expect(await ask([{ words: ['Halve', ' it [', '1]', ', surely [7].'] }])).toEqual({
      said: 'Halve it{1}, surely.',
      failure: undefined,
    })
    const [{ path, headers, body } = {} as never] = stub.asked
    expect(path).toBe(provider === 'anthropic' ? '/v1/messages' : '/v1/chat/completions')
    expect(headers.authorization ?? headers['x-api-key']).toMatch(/^(Bearer )?sk-secret$/)
    expect(body).toMatchObject({ model: 'small', stream: true })
    expect(body).not.toHaveProperty('tools')
    expect(JSON.stringify(body)).toContain('Halve it.')
  })

  it.each([
    [401, 'key'],
    [403, 'key'],
    [404, 'model'],
    [400, 'too_long'],
    [413, 'too_long'],
  ])('says at once what status %i means: %s', async (status, failure) => {
    expect(await ask([{ status }])).toEqual({ said: '', failure })
    expect(stub.asked).toHaveLength(1)
  })

  it('tries again after a temporary refusal', async () => {
    expect(
      await ask([
        { status: 429, headers: AT_ONCE },
        { status: 500, headers: AT_ONCE },
      ]),
    ).toEqual({
      said: 'Yes.',
      failure: undefined,
    })
    expect(stub.asked).toHaveLength(3)
  })

  it('waits as long as it was told to', async () => {
    // The library for the model has its own timers.
    const timers = vi.spyOn(globalThis, 'setTimeout')
    const later = { status: 429, headers: { 'retry-after-ms': '150' } }
    expect(await ask([later])).toMatchObject({ said: 'Yes.' })
    expect(timers.mock.calls.map(([, ms]) => ms)).toContain(150)
    timers.mockRestore()
  })

  it('gives up after two more attempts', async () => {
    const busy = { status: 429, headers: AT_ONCE }
    expect(await ask([busy, busy, busy])).toEqual({ said: '', failure: 'busy' })
    const down = { status: 503, headers: AT_ONCE }
    expect(await ask([down, down, down])).toEqual({ said: '', failure: 'overloaded' })
    expect(stub.asked).toHaveLength(6)
  })

  it('does not wait for ever for the first word', async () => {
    const plan = { words: [], ends: 'hang' } as const
    const clock = new ManualClock()
    const answered = ask([plan], {}, clock)
    await expect.poll(() => stub.asked.length).toBe(1)
    clock.advance(PATIENCE.first_ms)
    expect(await answered).toEqual({ said: '', failure: 'slow' })
    await stub.asked[0]?.gone
    expect(stub.asked).toHaveLength(1)
  })

  it('does not wait for ever between two words', async () => {
    const plan = { words: ['Halve'], ends: 'hang' } as const
    expect(await ask([plan], { between_ms: 150 })).toEqual({ said: 'Halve', failure: 'slow' })
    await stub.asked[0]?.gone
  })

  it('does not wait for ever for the end', async () => {
    const plan = { words: Array.from({ length: 1_000 }, () => 'on '), pause_ms: 20 }
    const { said, failure } = await ask([plan], { total_ms: 400 })
    expect(failure).toBe('slow')
    expect(said).toMatch(/^(on ?)*$/)
    await stub.asked[0]?.gone
  })

  it('is patient with a slow one', async () => {
    const words = Array.from({ length: 10 }, (_, index) => `${index} `)
    expect(await ask([{ words, pause_ms: 30 }])).toEqual({ said: words.join('').trim(), failure: undefined })
  })

  it.each(['cut', 'end_early'] as const)(
    'notices an answer that is %s, and does not try again',
    async (ends) => {
      const { said, failure } = await ask([{ words: ['Halve', ' it'], ends }])
      expect({ said: said.trim(), failure }).toEqual({ said: 'Halve it', failure: 'broken_off' })
      expect(stub.asked).toHaveLength(1)
    },
  )

  it.each(['garbage', 'error'] as const)('keeps what was said before %s in the stream', async (ends) => {
    const { said, failure } = await ask([{ words: ['Halve', ' it'], ends }])
    expect(said).toBe('Halve it')
    expect(['broken_off', 'overloaded']).toContain(failure)
    expect(stub.asked).toHaveLength(1)
  })

  it('reports an unreachable provider', async () => {
    await stub.close()
    expect(await ask([], { retries: 0 })).toEqual({ said: '', failure: 'unreachable' })
    stub = await new StubProvider(provider).open()
  })

  it('reports another kind of server', async () => {
    expect(await ask([{ status: 200, headers: { 'content-type': 'text/html' }, body: '<html>' }])).toEqual({
      said: '',
      failure: 'unreadable',
    })
  })

  it('does not follow a redirect', async () => {
    const other = await new StubProvider(provider).open()
    const plan = { status: 307, headers: { location: `${other.url}/elsewhere` } }
    expect(await ask([plan])).toEqual({ said: '', failure: 'unreadable' })
    expect(other.asked).toEqual([])
    await other.close()
  })

  it('stops when the signal aborts', async () => {
    stub.next({ words: ['Halve'], ends: 'hang' })
    const stop = new AbortController()
    const pieces = open().answer(REQUEST, stop.signal)
    expect(await pieces.next()).toMatchObject({ value: { text: 'Halve' } })
    stop.abort()
    expect(await pieces.next()).toMatchObject({ done: true })
    await stub.asked[0]?.gone
  })

  it('stops when its consumer leaves', async () => {
    stub.next({ words: ['Halve'], ends: 'hang' })
    for await (const piece of open().answer(REQUEST, new AbortController().signal)) {
      expect(piece).toEqual({ type: 'text', text: 'Halve' })
      break
    }
    await stub.asked[0]?.gone
  })
})

describe('a local model', () => {
  it('needs no key, and its reasoning is dropped', async () => {
    const stub = await new StubProvider('openai-compatible').open()
    stub.next({ words: ['<think>Is it [1]', '?</think>', 'Halve it [1]'] })
    const model = openProvider(
      {
        provider: 'openai-compatible',
        url: stub.url,
        model: 'small',
        key: undefined,
      },
      systemClock,
    )
    const pieces = []
    for await (const piece of model.answer(REQUEST, new AbortController().signal)) pieces.push(piece)
    expect(pieces).toEqual([
      { type: 'text', text: 'Halve it' },
      { type: 'citation', number: 1 },
    ])
    expect(stub.asked[0]?.headers.authorization).toBeUndefined()
    await stub.close()
  })
})
