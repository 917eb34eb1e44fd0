// The inbound side of one connection: handles the client's frames in order.
import {
  CLOSE,
  ERRORS,
  LIMITS,
  PROTOCOL_VERSION,
  type ErrorCode,
  type HelloFrame,
  type UpFrame,
} from '@lectern/protocol'
import { redeemTicket, TokenRefused, verifyAccess, type VerifiedViewer } from '../features/accounts/verify.ts'
import { readHeads, readUnfinished } from '../features/changes/changes-rows.ts'
import { boundHeads } from '../features/changes/sync.ts'
import { relayOf } from '../features/changes/window-relay.ts'
import { turnsOf } from '../features/turns.ts'
import { putReceipt } from '../features/conversations/receipts.ts'
import { setTyping } from '../features/conversations/typing.ts'
import type { Context } from '../features/context.ts'
import { readOwnSeq } from '../records/own-clock.ts'
import { timestamp } from '../platform/clock.ts'
import { AppError } from '../platform/errors.ts'
import type { RateLimit } from '../platform/rate-limit.ts'
import type { Connection } from './connection.ts'
import type { Expulsions } from './expulsions.ts'
import { Frame } from './frame.ts'
import type { Hub } from './hub.ts'
import { readInbound } from './inbound.ts'
import type { Presence } from './presence.ts'
import type { Viewing } from './viewing.ts'
import type { Typing } from './typing.ts'
import { watch } from './watching.ts'

/** The parts shared by all connections of a server. */
export interface RealtimeContext {
  ctx: Context
  hub: Hub
  presence: Presence
  typing: Typing
  viewing: Viewing
  /** Frames of one connection: more are refused, */
  frames: RateLimit
  /** and of those that are refused more close it. */
  refused: RateLimit
  expulsions: Expulsions
}

const MALFORMED_ALLOWED = 2
/** The pause that a client is asked for whose connection was closed for flooding. */
const FLOODED_MS = 10_000

/** An expired token can be renewed, an ended session cannot. */
const CODE_OF_REFUSAL = {
  expired: CLOSE.token_expired,
  invalid: CLOSE.token_invalid,
  revoked: CLOSE.session_revoked,
} as const

export class FrameHandler {
  readonly #shared: RealtimeContext
  readonly #connection: Connection
  /** The token must belong to the user in the path. */
  readonly #user_id: string
  readonly #address: string
  #malformed = 0
  /** The number of unreadable frames. */
  #ignored = 0
  #turn: Promise<void> = Promise.resolve()

  constructor(
    shared: RealtimeContext,
    connection: Connection,
    { user_id, address }: { user_id: string; address: string },
  ) {
    this.#shared = shared
    this.#connection = connection
    this.#user_id = user_id
    this.#address = address
  }

  get connection(): Connection {
    return this.#connection
  }

  get ignored(): number {
    return this.#ignored
  }

  /** A sign of life without a frame; resolves when all earlier frames are done. */
  polled(): Promise<void> {
    this.#connection.heard(this.#shared.ctx.clock.now())
    return this.#turn
  }

  /** Authenticates with the token of the URL; frames of the client wait meanwhile. */
  authenticate(token: string): void {
    this.#inTurn(() => this.#authenticate(token))
  }

  /** `undefined` for a frame that is not text. */
  receive(text: string | undefined): void {
    const { ctx, frames } = this.#shared
    if (this.#connection.state.is === 'closed') return
    this.#connection.heard(ctx.clock.now())
    if (frames.take(this.#connection.id) > 0) return this.#refuseOne()
    if (text === 'ping' && this.#connection.state.is === 'open') return this.#connection.pong()
    this.#inTurn(() => this.#handle(text))
  }

  /** Its client sent nonsense, or too much: those who go on are kept away for a while. */
  blame(asked_ms = 0): void {
    const { viewer } = this.#connection
    if (!viewer) return
    const { expulsions, ctx } = this.#shared
    const origin = { user_id: viewer.user_id, address: this.#address }
    expulsions.note(origin, asked_ms)
    ctx.bus.nodes?.tell('expelled', { ...origin, asked_ms })
  }

  #expel(code: typeof CLOSE.flooding | typeof CLOSE.protocol, after_ms?: number): void {
    this.blame(after_ms)
    this.#connection.close(code, after_ms)
  }

  #refuseOne(): void {
    if (this.#shared.refused.take(this.#connection.id) > 0) return this.#expel(CLOSE.flooding, FLOODED_MS)
    this.#tell('rate_limited', 'Too many frames.')
  }

  #inTurn(work: () => Promise<void>): void {
    this.#turn = this.#turn.then(work).catch((error: unknown) => this.#refuse(error))
  }

  async #handle(text: string | undefined): Promise<void> {
    const { viewer } = this.#connection
    const turn = viewer && turnsOf(this.#shared.ctx).take(viewer.user_id)
    if (turn) await turn
    const { state } = this.#connection
    if (state.is === 'closed') return
    if (text === 'ping') return state.is === 'open' ? this.#connection.pong() : undefined
    const inbound = text === undefined ? { is: 'malformed' as const } : readInbound(text)
    switch (inbound.is) {
      case 'frame':
        return this.#obey(inbound.frame)
      case 'unknown':
        this.#ignored += 1
        return
      case 'malformed':
        return this.#countMalformed()
      case 'too_deep':
        return this.#expel(CLOSE.protocol)
    }
  }

  #countMalformed(): void {
    this.#malformed += 1
    if (this.#malformed > MALFORMED_ALLOWED) return this.#expel(CLOSE.protocol)
    this.#tell('invalid', 'The frame cannot be read.')
  }

  async #obey(frame: UpFrame): Promise<void> {
    const { state, profile } = this.#connection
    if (frame.type === 'auth')
      return state.is === 'authenticating' ? this.#authenticate(frame.token) : this.#renew(frame.token)
    if (state.is !== 'open' || profile === 'plain') {
      this.#ignored += 1
      return
    }
    const { ctx, presence, viewing } = this.#shared
    switch (frame.type) {
      case 'watch':
        return watch(this.#shared, this.#connection, frame.conversation_ids)
      case 'typing':
        return setTyping(ctx, state.viewer, frame.conversation_id, frame.on)
      case 'receipt':
        return void (await putReceipt(ctx, state.viewer, frame.conversation_id, frame))
      case 'view':
        return viewing.set(this.#connection, frame.conversation_id)
      case 'activity':
        this.#connection.idle = frame.state === 'idle'
        viewing.tell(this.#connection)
        return presence.review(state.viewer.user_id)
    }
  }

  async #authenticate(token: string): Promise<void> {
    const { ctx, hub } = this.#shared
    const verified = await this.#verified(token)
    if (verified instanceof TokenRefused) return this.#connection.close(CODE_OF_REFUSAL[verified.reason])
    const { expires_at, ...viewer } = verified
    if (viewer.user_id !== this.#user_id) return this.#connection.close(CLOSE.origin_or_subject)
    if (viewer.password_due) return this.#connection.close(CLOSE.password_due)
    this.#connection.join(viewer, expires_at)
    const turn = turnsOf(ctx).take(viewer.user_id)
    if (turn) await turn
    let own_seq = 0
    await hub.enter(this.#connection, viewer.user_id, {
      read: async () => {
        own_seq = await readOwnSeq(ctx.db.read, viewer.user_id)
        return this.#arrive(viewer.user_id)
      },
      begin: (heads) => relayOf(ctx).note(heads),
      welcome: (heads) => this.#welcome(verified, heads, own_seq),
    })
  }

  #arrive(user_id: string) {
    const { db } = this.#shared.ctx
    if (this.#connection.profile !== 'plain') return readHeads(db.read, user_id).then((heads) => ({ heads }))
    return db.snapshot(async (query) => ({
      heads: await readHeads(query, user_id),
      unfinished: await readUnfinished(query, user_id),
    }))
  }

  #welcome(
    { user_id, name, role }: VerifiedViewer,
    heads: ReadonlyMap<string, number>,
    own_seq: number,
  ): void {
    const { ctx, presence } = this.#shared
    const hello: HelloFrame = {
      type: 'hello',
      protocol: PROTOCOL_VERSION,
      epoch: ctx.epoch,
      connection_id: this.#connection.id,
      user: { id: user_id, name, role },
      server_time: timestamp(ctx.clock.now()),
      limits: { ...LIMITS, ...ctx.budgets.publish(role), upload_bytes: ctx.uploads.max_bytes },
      ...boundHeads(heads),
      own_seq,
    }
    this.#connection.open(new Frame(hello), own_seq)
    presence.enter(user_id, this.#connection)
    const around = presence.around(this.#connection)
    if (Object.keys(around.users).length > 0) this.#connection.offer(new Frame(around))
    ctx.log.info(
      { connection_id: this.#connection.id, user_id, profile: this.#connection.profile },
      'socket_opened',
    )
  }

  /** Takes a newer token of the same person and session; any other ends the connection. */
  async #renew(token: string): Promise<void> {
    const verified = await this.#verified(token)
    if (verified instanceof TokenRefused) return this.#tell('unauthorized', verified.message)
    const { expires_at, ...viewer } = verified
    const before = this.#connection.viewer
    if (viewer.user_id !== before?.user_id || viewer.session_id !== before.session_id)
      return this.#connection.close(CLOSE.origin_or_subject)
    if (viewer.password_due) return this.#connection.close(CLOSE.password_due)
    this.#connection.renew(viewer, expires_at)
  }

  /** Access tokens have dots, tickets have none. */
  async #verified(token: string): Promise<VerifiedViewer | TokenRefused> {
    const { ctx } = this.#shared
    try {
      return await (token.includes('.') ? verifyAccess(ctx, token) : redeemTicket(ctx, token))
    } catch (error) {
      if (error instanceof TokenRefused) return error
      throw error
    }
  }

  #refuse(error: unknown): void {
    const { log } = this.#shared.ctx
    if (!(error instanceof AppError))
      log.error({ err: error, connection_id: this.#connection.id }, 'frame_failed')
    const { is } = this.#connection.state
    if (is === 'authenticating' || is === 'joining') return this.#connection.close(CLOSE.overloaded)
    if (error instanceof AppError) this.#tell(error.code, error.message)
    else this.#tell('internal', 'Something went wrong.')
  }

  #tell(code: ErrorCode, message: string): void {
    this.#connection.offer(new Frame({ type: 'error', code, message, retry: ERRORS[code].retry }))
  }
}
