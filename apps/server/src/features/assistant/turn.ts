// One turn, from the claimed invocation to any end of its answer.
import { LIMITS } from '@lectern/protocol'
import type { Clock, Timer } from '../../platform/clock.ts'
import type { Context } from '../context.ts'
import { Answer, AnswerGone, endAbandoned } from './answer.ts'
import { beginTurn } from './begin-turn.ts'
import { findExceededLimit } from './budget.ts'
import { DraftAnswer } from './draft.ts'
import { gatherRequest } from './gather.ts'
import { findAssistants, markRefused, type Ending, type InvocationRecord } from './invocations-rows.ts'
import { wordsOfHelp } from './help.ts'
import type { Kind } from './kinds/kind-of.ts'
import type { Model, ModelPiece, ModelRequest } from './model.ts'
import { ModelError } from './model-error.ts'
import { textsFor } from './texts-for.ts'
import { CHECKPOINT_MS, type AnswerWriter } from './answer-writer.ts'

/** Writes the answer and ends the invocation. `stop` aborts with an `Ending` as its reason. */
export const takeTurn = async (
  ctx: Context,
  model: Model,
  invocation: InvocationRecord,
  stop: AbortSignal,
): Promise<void> => {
  const here = await findAssistants(ctx.db.read, invocation.conversation_id)
  const assistant = here.find(({ id }) => id === invocation.assistant_id)
  const request = assistant && (await gatherRequest(ctx, invocation, assistant))
  if (!request) return endAbandoned(ctx, invocation, { state: 'stopped' })
  const isUrgent = request.kind === 'danger'
  const begun = await beginTurn(ctx, invocation, { isUrgent, mayRepeat: MAY_REPEAT.has(request.kind) })
  if (!begun) return endAbandoned(ctx, invocation, { state: 'stopped' })
  const writer = begun.checked
    ? new DraftAnswer(ctx, invocation)
    : new Answer(ctx, begun.invocation, isUrgent)
  try {
    await writer.end(await write(ctx, writer, pieces(ctx, invocation, model, [request, stop]), stop))
  } catch (error) {
    if (!(error instanceof AnswerGone)) throw error
    await endAbandoned(ctx, begun.checked ? invocation : begun.invocation, { state: 'stopped' })
  }
}

/** Who thanks twice has not asked again. */
const MAY_REPEAT: ReadonlySet<Kind> = new Set(['material', 'organisation'])

const pieces = async function* (
  ctx: Context,
  invocation: InvocationRecord,
  model: Model,
  [request, stop]: readonly [ModelRequest, AbortSignal],
): AsyncGenerator<ModelPiece | ModelRequest['passages'][number]> {
  if (request.kind === 'danger') {
    yield { type: 'text', text: await wordsOfHelp(ctx, request, invocation) }
    return
  }
  const over = await findExceededLimit(ctx, ctx.db.read, invocation)
  if (over) {
    await ctx.db.write(({ query }) => markRefused(query, invocation.id))
    yield { type: 'text', text: textsFor(request.question, request.lang).overspent(over) }
    return
  }
  for await (const piece of model.answer(request, stop)) {
    if (piece.type !== 'citation') yield piece
    else {
      const source = request.passages.find(({ number }) => number === piece.number)
      if (source) yield source
    }
  }
}

type Piece = Awaited<ReturnType<ReturnType<typeof pieces>['next']>>

/** Returns how the answer ends. A model that ignores the stop signal is abandoned. */
const write = async (
  { log, clock }: Context,
  answer: AnswerWriter,
  said: ReturnType<typeof pieces>,
  stop: AbortSignal,
): Promise<Ending> => {
  const stopped = new Promise<'stopped'>((resolve) => {
    if (stop.aborted) resolve('stopped')
    stop.addEventListener('abort', () => resolve('stopped'), { once: true })
  })
  try {
    let coming = said.next()
    while (answer.length < LIMITS.message_chars) {
      const next: Piece | 'stopped' | 'quiet' = await raceQuiet(clock, Promise.race([stopped, coming]))
      if (next === 'stopped') {
        void said.return(undefined).catch(() => undefined)
        return stop.reason as Ending
      }
      if (next === 'quiet') {
        await answer.checkpoint()
        continue
      }
      if (next.done) break
      await writePiece(answer, next.value)
      coming = said.next()
    }
  } catch (error) {
    if (error instanceof AnswerGone) throw error
    if (stop.aborted) return stop.reason as Ending
    log.error({ err: error }, 'answer_failed')
    return { state: 'failed', failure: error instanceof ModelError ? error.failure : undefined }
  }
  return { state: answer.length > 0 ? 'done' : 'failed' }
}

/** A model may pause in the middle of an answer; a client that comes then must get all of it. */
const raceQuiet = async <T>(clock: Clock, coming: Promise<T>): Promise<T | 'quiet'> => {
  let timer: Timer | undefined
  const quiet = new Promise<'quiet'>((resolve) => {
    timer = clock.after(CHECKPOINT_MS, () => resolve('quiet'))
  })
  try {
    return await Promise.race([coming, quiet])
  } finally {
    timer?.cancel()
  }
}

const writePiece = async (
  answer: AnswerWriter,
  piece: Exclude<Piece['value'], undefined | void>,
): Promise<void> => {
  if (!('type' in piece)) return answer.cite(piece)
  switch (piece.type) {
    case 'text':
      return answer.say(piece.text)
    case 'unanswered':
      return answer.leaveOpen()
    case 'citation':
  }
}
