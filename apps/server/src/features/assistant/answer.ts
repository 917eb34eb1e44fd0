// An answer while it is written. Its text is sent at once as deltas, which may be lost. Each second or 2 kB the
// row is updated, so that a client that comes late, or lost a delta, goes on from there. All in order: no delta
// is sent while the row is being written.
import type { StoredMessage } from '../../records/stored.ts'
import { timestamp } from '../../platform/clock.ts'
import { cite } from '../citations/citations.ts'
import { commitBySystem, type ChangedRows, type Place } from '../changes/commit.ts'
import type { Context, LecternTransaction } from '../context.ts'
import { withLang } from '../../records/message-language.ts'
import { findMessage, updateInvocation, updateText } from '../../records/messages.ts'
import { countAnswer, withOpenCount } from '../messages/questions.ts'
import { withRow } from './begin-turn.ts'
import { handOver } from './hand-over.ts'
import { endInvocation, findAssistants, type Ending, type InvocationRecord } from './invocations-rows.ts'
import type { Source } from './model.ts'
import { abandonDraft } from './draft.ts'
import { CHECKPOINT_MS, type AnswerWriter } from './answer-writer.ts'
import { AnswerText } from './answer-text.ts'

const CHECKPOINT_CHARS = 2_000

type Stored = InvocationRecord & { message_id: string }

export class Answer implements AnswerWriter {
  readonly #ctx: Context
  readonly #invocation: Stored
  readonly #wording = new AnswerText()
  readonly #isUrgent: boolean
  #unanswered = false
  #saved = 0
  #saved_at: number

  /** `isUrgent`: it waits for nobody's review. */
  constructor(ctx: Context, invocation: Stored, isUrgent = false) {
    this.#ctx = ctx
    this.#invocation = invocation
    this.#isUrgent = isUrgent
    this.#saved_at = ctx.clock.now()
  }

  get length(): number {
    return this.#wording.content.length
  }

  async say(text: string): Promise<void> {
    const { id: invocation_id, conversation_id, message_id } = this.#invocation
    const at = this.length
    const added = this.#wording.add(text)
    if (added === '') return
    this.#ctx.bus.publish('delta', { conversation_id, message_id, invocation_id, at, text: added })
    const isDue =
      this.length - this.#saved >= CHECKPOINT_CHARS || this.#ctx.clock.now() - this.#saved_at >= CHECKPOINT_MS
    if (isDue) await this.#save()
  }

  /** The same passage keeps its number. */
  async cite(source: Source): Promise<void> {
    await this.say(this.#wording.markFor(source))
  }

  /** The question is left to people. */
  leaveOpen(): void {
    this.#unanswered = true
  }

  async checkpoint(): Promise<void> {
    if (this.#saved < this.length) await this.#save()
  }

  async end(ending: Ending): Promise<void> {
    await this.#commit(
      async (message, transaction, place) => {
        const { content, parts } = await this.#wording.settle(transaction, message.conversation_id)
        const over = ended(message, this.#invocation, ending)
        const invocation = { ...over.invocation, ...(this.#unanswered && { unanswered: true as const }) }
        const written = { ...withLang({ ...over, content, parts }), invocation }
        await updateText(transaction.query, written)
        await updateInvocation(transaction.query, written)
        await endInvocation(transaction.query, this.#invocation.id, ending, place.at)
        const whole = await cite(transaction, written)
        if (!this.#unanswered || ending.state !== 'done')
          return { messages: [whole, ...(await countAnswer(transaction, place, whole))] }
        const why = { reason: 'nothing_found' as const, answer_ids: [] }
        const passed = await handOver(transaction, place, this.#invocation, why)
        return withOpenCount(transaction, place, withRow([whole], passed))
      },
      ending.state === 'done' ? 'public' : 'over',
    )
  }

  async #save(): Promise<void> {
    await this.#commit(async (message, { query }) => {
      const written = withLang({ ...message, content: this.#wording.content })
      await updateText(query, written)
      return { messages: [written] }
    }, 'public')
    this.#saved = this.length
    this.#saved_at = this.#ctx.clock.now()
  }

  /** The hint that says so may be lost. */
  async #isCurbed({ query }: LecternTransaction): Promise<boolean> {
    const { conversation_id, assistant_id } = this.#invocation
    const here = await findAssistants(query, conversation_id)
    const own = here.find(({ id }) => id === assistant_id)
    return own?.assistant_mode === 'off' || (own?.assistant_review !== 0 && !this.#isUrgent)
  }

  /** If the message was deleted meanwhile, only the state changes; if it was ended, nothing does. */
  async #commit(
    change: (message: StoredMessage, transaction: LecternTransaction, place: Place) => Promise<ChangedRows>,
    as: 'public' | 'over',
  ): Promise<void> {
    const { conversation_id, message_id } = this.#invocation
    await this.#ctx.db.write((transaction) =>
      commitBySystem(this.#ctx, transaction, conversation_id, async (place) => {
        const stored = await findMessage(transaction.query, message_id)
        if (stored?.message.deleted_at !== undefined || stored?.message.state !== 'streaming')
          throw new AnswerGone(`The answer ${message_id} was deleted, or ended by another node.`)
        if (as === 'public' && (await this.#isCurbed(transaction)))
          throw new AnswerGone(`The answer ${message_id} may not be written in public any more.`)
        return change({ ...stored.message, changed_seq: place.seq }, transaction, place)
      }),
    )
  }
}

/** The answer was deleted while it was written, another node has stopped it, or it may not be public any more. */
export class AnswerGone extends Error {}

const ended = (
  message: StoredMessage,
  { asker_id }: InvocationRecord,
  ending: Ending,
): StoredMessage & Required<Pick<StoredMessage, 'invocation'>> => {
  const { stopped_by, failure } = ending
  const invocation = {
    asker_id,
    ...message.invocation,
    ...(stopped_by !== undefined && { stopped_by }),
    ...(failure !== undefined && { failure }),
  }
  return { ...message, state: stateOf(ending), invocation }
}

const stateOf = ({ state }: Ending): StoredMessage['state'] =>
  state === 'done' ? 'done' : state === 'failed' ? 'failed' : 'interrupted'

/** Ends an invocation whose worker died; the stored part of the answer stays. */
export const endAbandoned = async (
  ctx: Context,
  invocation: InvocationRecord,
  ending: Ending,
): Promise<void> => {
  const { id, conversation_id, message_id } = invocation
  if (message_id === null) return abandonDraft(ctx, invocation, ending)
  const stored = await findMessage(ctx.db.read, message_id)
  if (stored?.message.state !== 'streaming')
    return void (await ctx.db.write(({ query }) =>
      endInvocation(query, id, ending, timestamp(ctx.clock.now())),
    ))
  await ctx.db.write((transaction) =>
    commitBySystem(ctx, transaction, conversation_id, async (place) => {
      const { conversation, seq, at } = place
      const { query } = transaction
      const now = await findMessage(query, stored.message.id)
      if (!(await endInvocation(query, id, ending, at)) || !now) {
        const { head } = conversation
        return { repeat: { conversation_id, from: head, to: head, messages: [], members: [] } }
      }
      const message = { ...ended(now.message, invocation, ending), changed_seq: seq }
      await updateInvocation(query, message)
      return { messages: [message, ...(await countAnswer(transaction, place, message))] }
    }),
  )
}
