// A provider of language models on a local port: speaks both real protocols, and fails on demand.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import type { ProviderSettings } from '../features/assistant/providers/open-provider.ts'

type Protocol = ProviderSettings['provider']

/** Its next answer: a refusal, or a stream of these words with this end. */
export type Plan =
  | { status: number; headers?: Record<string, string>; body?: string }
  | {
      words: readonly string[]
      pause_ms?: number
      /** Pauses after this many words until then. */
      hold?: { after: number; until: Promise<unknown> }
      /** Calls tools that it was not given. */
      tools?: boolean
      ends?: 'done' | 'hang' | 'cut' | 'end_early' | 'garbage' | 'error'
    }

export interface ProviderRequest {
  path: string
  headers: IncomingMessage['headers']
  body: Record<string, unknown>
  /** Resolves when the connection is gone, whoever ended it. */
  gone: Promise<void>
}

export class StubProvider {
  readonly asked: ProviderRequest[] = []
  readonly #protocol: Protocol
  readonly #plans: Plan[] = []
  /** The answer without a plan. */
  otherwise: (body: ProviderRequest['body']) => Plan = () => ({ words: ['Yes.'] })
  readonly #server: Server

  constructor(protocol: Protocol) {
    this.#protocol = protocol
    this.#server = createServer((request, response) => void this.#serve(request, response))
  }

  async open(): Promise<this> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve))
    return this
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/v1`
  }

  next(...plans: Plan[]): void {
    this.#plans.push(...plans)
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections()
    await new Promise<void>((resolve) => this.#server.close(() => resolve()))
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const gone = new Promise<void>((resolve) => response.once('close', resolve))
    const body = JSON.parse(Buffer.concat(await request.toArray()).toString()) as ProviderRequest['body']
    this.asked.push({ path: request.url ?? '', headers: request.headers, body, gone })
    const plan = this.#plans.shift() ?? this.otherwise(body)
    if ('status' in plan) return void response.writeHead(plan.status, plan.headers).end(plan.body ?? refusal)
    const { words, pause_ms = 0, hold, tools = false, ends = 'done' } = plan
    const lines = LINES[this.#protocol]
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    response.write(words.length > 0 || ends !== 'hang' ? lines.begin : '\n')
    for (const [index, word] of words.entries()) {
      await pause(pause_ms)
      if (index === hold?.after) await hold.until
      response.write(lines.word(word))
    }
    if (tools) response.write(lines.tools)
    if (ends === 'done') response.end(lines.end)
    else if (ends === 'end_early') response.end()
    else if (ends === 'garbage') response.end(`data: {"choices": [\n\n${lines.end}`)
    else if (ends === 'error') response.end(lines.error)
    // Written bytes must arrive first.
    else if (ends === 'cut') setTimeout(() => response.destroy(), 20)
  }
}

const refusal = JSON.stringify({ type: 'error', error: { type: 'any', message: 'no, sk-secret' } })

const event = (data: object): string => `data: ${JSON.stringify(data)}\n\n`
const toNamedEvent = (data: { type: string; [field: string]: unknown }): string =>
  `event: ${data.type}\n${event(data)}`
const chunk = (delta: object, finish_reason: string | null = null): string =>
  event({
    id: 'chatcmpl-1',
    object: 'chat.completion.chunk',
    created: 1_700_000_000,
    model: 'small',
    choices: [{ index: 0, delta, finish_reason }],
  })

interface Lines {
  begin: string
  word(text: string): string
  tools: string
  end: string
  error: string
}

const FETCH = { name: 'fetch', input: { url: 'http://trap.example:9/x' } }

const LINES: Record<Protocol, Lines> = {
  'openai-compatible': {
    begin: chunk({ role: 'assistant', content: '' }),
    word: (content) => chunk({ content }),
    tools: chunk({
      tool_calls: [
        {
          index: 0,
          id: 'call_1',
          type: 'function',
          function: { name: FETCH.name, arguments: JSON.stringify(FETCH.input) },
        },
      ],
    }),
    end: `${chunk({}, 'stop')}data: [DONE]\n\n`,
    error: event({ error: { message: 'out of memory, sk-secret', type: 'server_error' } }),
  },
  anthropic: {
    begin:
      toNamedEvent({
        type: 'message_start',
        message: {
          id: 'msg_1',
          type: 'message',
          role: 'assistant',
          model: 'small',
          content: [],
          stop_reason: null,
          stop_sequence: null,
          usage: { input_tokens: 1, output_tokens: 1 },
        },
      }) + toNamedEvent({ type: 'content_block_start', index: 0, content_block: { type: 'text', text: '' } }),
    word: (text) =>
      toNamedEvent({ type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text } }),
    tools:
      toNamedEvent({ type: 'content_block_stop', index: 0 }) +
      toNamedEvent({
        type: 'content_block_start',
        index: 1,
        content_block: { type: 'tool_use', id: 'call_1', ...FETCH },
      }),
    end:
      toNamedEvent({ type: 'content_block_stop', index: 0 }) +
      toNamedEvent({
        type: 'message_delta',
        delta: { stop_reason: 'end_turn' },
        usage: { output_tokens: 5 },
      }) +
      toNamedEvent({ type: 'message_stop' }),
    error: toNamedEvent({ type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' } }),
  },
}
