// The long poll: lets a client without a socket learn of changed conversations.
import { LIMITS, type Sync, type SyncAnswer } from '@lectern/protocol'
import type { StoredWindow } from '../../records/stored.ts'
import { AppError } from '../../platform/errors.ts'
import { Tally } from '../../platform/tally.ts'
import type { Context, Viewer } from '../context.ts'
import { perSystem } from '../per-system.ts'
import type { Audience } from './audience.ts'
import { readHeads, readHeadsAfter } from './changes-rows.ts'
import { relayOf } from './window-relay.ts'

/**
 * A session with more simultaneous polls has most likely abandoned the older ones: they are answered at once.
 */
const WAITING_PER_SESSION = 4

/** The polls of this node. */
class Polls implements Audience {
  /** Those of a session, the oldest first. */
  readonly bySession = new Map<string, Set<() => void>>()
  readonly #people = new Tally()
  readonly #conversations = new Tally()
  /** Those that read their heads. */
  readonly reading = new Set<Wait>()

  get people(): Iterable<string> {
    return this.#people.keys
  }

  get conversations(): Iterable<string> {
    return this.#conversations.keys
  }

  get isGathering(): boolean {
    return this.reading.size > 0
  }

  hears(conversation_id: string): boolean {
    return this.#conversations.has(conversation_id)
  }

  /** Until the returned function is called. */
  listen(user_id: string, own: ReadonlyMap<string, number>): () => void {
    const ids = [...own.keys()]
    this.#people.add([user_id])
    this.#conversations.add(ids)
    return () => {
      this.#people.remove([user_id])
      this.#conversations.remove(ids)
    }
  }
}

const pollsOf = perSystem((ctx) => {
  const polls = new Polls()
  relayOf(ctx).attend(polls)
  return polls
})

/** The heads that differ from the client's, after a wait until one does. A new conversation differs, too. */
export const sync = async (
  ctx: Context,
  viewer: Viewer,
  { epoch, heads, partial = false, page, wait_ms = 0 }: Sync,
  signal: AbortSignal,
): Promise<SyncAnswer> => {
  if (page) return pageOf(ctx, viewer, page)
  if (epoch !== undefined && epoch !== ctx.epoch) return answer(ctx, await ownHeads(ctx, viewer))
  const asked = partial ? new Set(Object.keys(heads)) : undefined
  const wait = new Wait(ctx, viewer, asked)
  if (wait_ms > 0) wait.queue()
  try {
    const own = await ownHeads(ctx, viewer)
    const differing = differences(own, heads, asked)
    if (differing.size > 0 || wait_ms === 0) return answer(ctx, differing)
    await wait.until(own, wait_ms, signal)
    return answer(ctx, differences(await ownHeads(ctx, viewer), heads, asked))
  } finally {
    wait.close()
  }
}

const ownHeads = ({ db }: Context, viewer: Viewer) => readHeads(db.read, viewer.user_id)

const answer = ({ epoch }: Context, heads: ReadonlyMap<string, number>): SyncAnswer => ({
  epoch,
  ...boundHeads(heads),
})

/** The first heads, as many as one answer or `hello` may have. */
export const boundHeads = (heads: ReadonlyMap<string, number>): Pick<SyncAnswer, 'heads' | 'more_heads'> => ({
  heads: Object.fromEntries([...heads].slice(0, LIMITS.heads)),
  ...(heads.size > LIMITS.heads && { more_heads: true }),
})

/** One more than fits tells whether others follow. */
const pageOf = async (ctx: Context, viewer: Viewer, { after = '' }: Page): Promise<SyncAnswer> =>
  answer(ctx, await readHeadsAfter(ctx.db.read, viewer.user_id, after, LIMITS.heads + 1))

type Page = NonNullable<Sync['page']>

/** The conversations that a partial request asks for; all, if undefined. */
type Asked = ReadonlySet<string> | undefined

const differences = (own: Map<string, number>, heads: Sync['heads'], asked: Asked): Map<string, number> =>
  new Map([...own].filter(([id, head]) => heads[id] !== head && (asked?.has(id) ?? true)))

/**
 * Listens from its construction on, so that no change is missed between the reading of the heads and the
 * waiting (SY7).
 */
class Wait {
  readonly #ctx: Context
  readonly #viewer: Viewer
  readonly #asked: Asked
  readonly #polls: Polls
  readonly #missed: StoredWindow[] = []
  readonly #unsubscribe: (() => void)[]
  readonly #ended = Promise.withResolvers<void>()
  #revoked = false
  #hear = (window: StoredWindow): void => void this.#missed.push(window)

  constructor(ctx: Context, viewer: Viewer, asked: Asked) {
    this.#ctx = ctx
    this.#viewer = viewer
    this.#asked = asked
    this.#polls = pollsOf(ctx)
    this.#unsubscribe = [
      ctx.bus.subscribe('window', (window) => this.#hear(window)),
      ctx.bus.subscribe('session_revoked', (event) => this.#revoke(event.session_id)),
    ]
  }

  /** Ends with a change of one of `own`, with a new conversation, with the time, or with the request. */
  async until(own: ReadonlyMap<string, number>, waitMs: number, signal: AbortSignal): Promise<void> {
    const concerns = ({ conversation_id, members }: StoredWindow): boolean =>
      this.#asked?.has(conversation_id) ??
      (own.has(conversation_id) || members.some(({ user_id }) => user_id === this.#viewer.user_id))
    if (signal.aborted || this.#revoked || this.#missed.some(concerns)) return this.#refuseRevoked()
    relayOf(this.#ctx).note(own)
    this.#unsubscribe.push(this.#polls.listen(this.#viewer.user_id, own))
    this.#polls.reading.delete(this)
    const timer = this.#ctx.clock.after(waitMs, this.#end)
    this.#hear = (window) => concerns(window) && this.#end()
    signal.addEventListener('abort', this.#end)
    await this.#ended.promise
    timer.cancel()
    signal.removeEventListener('abort', this.#end)
    this.#refuseRevoked()
  }

  readonly #end = (): void => this.#ended.resolve()

  /** To call at the request's arrival: the database may answer a later one first. */
  queue(): void {
    const all = this.#polls.bySession
    this.#polls.reading.add(this)
    const { session_id } = this.#viewer
    const own = all.get(session_id) ?? new Set()
    all.set(session_id, own.add(this.#end))
    this.#unsubscribe.push(() => {
      own.delete(this.#end)
      if (own.size === 0 && all.get(session_id) === own) all.delete(session_id)
    })
    const [oldest] = own
    if (!oldest || own.size <= WAITING_PER_SESSION) return
    own.delete(oldest)
    oldest()
  }

  /** AU3: a waiting request ends at once. */
  #revoke(session_id: string): void {
    if (session_id !== this.#viewer.session_id) return
    this.#revoked = true
    this.#end()
  }

  #refuseRevoked(): void {
    if (this.#revoked) throw new AppError('unauthorized', 'The session was ended.')
  }

  close(): void {
    this.#polls.reading.delete(this)
    for (const unsubscribe of this.#unsubscribe) unsubscribe()
  }
}
