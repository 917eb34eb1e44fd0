// A chat tries again by itself whatever fails, so a mistake in the page would be silent. What fails before the server has
// answered once is told: to `onError` of the host, or in one line of the console.
import type { ChatEvents } from './chat-events.ts'
import type { Emitter } from './core/emitter.ts'
import { callSafely, type Store } from './core/store.ts'
import { browserOnline } from './core/wake.ts'
import type { Mistake, MistakeCode } from './mistake.ts'

export interface MistakeOptions {
  apiUrl: string
  fetcher: typeof fetch
  onError: ((mistake: Mistake) => void) | undefined
}

export const tellMistakes = (events: Emitter<ChatEvents>, options: MistakeOptions): void => {
  const told = new Set<MistakeCode>()
  const tell = async (code: MistakeCode, cause: unknown): Promise<void> => {
    if (told.has(code) || !browserOnline()) return
    told.add(code)
    const { explain } = await import('./mistake-words.ts')
    const mistake = await explain({ code, cause, ...options })
    callSafely(() =>
      options.onError ? options.onError(mistake) : console.info(`Lectern: ${mistake.message}`),
    )
  }
  let isUnderstood = false
  events.on('understood', () => (isUnderstood = true))
  events.on('token_failed', (cause) => void tell('token', cause).catch(() => {}))
  events.on('unanswered', (cause) => {
    if (!isUnderstood)
      void tell(STRANGE.test(cause.message) ? 'strange' : 'unreachable', cause).catch(() => {})
  })
}

/** Somebody answered: see `strangeAnswerError`, and how answers are parsed. */
const STRANGE = /^The (?:server answered|answer to)/

/** Writes each change of these stores to the console. */
export const logStates = (stores: Record<string, Store<{ status: string }>>): (() => void)[] =>
  Object.entries(stores).map(([name, store]) =>
    store.subscribe(() => console.debug('Lectern:', name, store.get())),
  )
