// Keeps the signed-in user and a fresh access token. Only a refusal of the server ends a session; an
// unreachable server never does.
import { endpoints, type Me, type Session as SessionInfo, type Tokens } from '@lectern/protocol'
import { backoffMs } from '../core/backoff.ts'
import type { Clock } from '../core/clock.ts'
import type { Emits } from '../core/emitter.ts'
import { signedOutError, toApiError, type ApiError } from '../core/errors.ts'
import type { Http, TokenSource } from './http.ts'
import { withRefreshLock } from './refresh-lock.ts'
import { SessionEra } from './session-era.ts'
import type { ClientStorage } from '../core/storage.ts'
import { Cell, type Store } from '../core/store.ts'
import type { LocksLike } from '../core/browser-tabs.ts'
import { browserOnline } from '../core/wake.ts'

export type { SessionInfo }

export type SessionState =
  | { status: 'restoring' }
  | { status: 'signed_out'; reason?: 'expired' | 'revoked' }
  | { status: 'signed_in'; user: Me }

export interface SessionOptions {
  http: Http
  clock: Clock
  random: () => number
  storage: ClientStorage
  refreshIn: 'cookie' | 'body'
  /** Embedding: gives the host's own access tokens; called again when one was refused or ends. */
  getToken?: (() => Promise<string>) | undefined
  /** Web Locks: tabs refresh one after the other. */
  locks?: LocksLike | undefined
  events?: Emits<SessionEvents>
}

export interface SessionEvents {
  /** The person or the server ended the session; the other tabs hear of it. */
  session_ended: { user_id: string; reason: 'expired' | 'revoked' | undefined }
}

interface Access {
  token: string
  renew_at: number
  ends_at: number
}

/** A token is replaced after this share of its life. */
const RENEW_AFTER = 0.8
/** After a failed refresh, no caller asks the server for this long; the session's own retry does. */
const PAUSE_AFTER_FAILURE_MS = 1_000
/** If the server does not answer within this time, a visit begins with the remembered user. */
const PATIENCE_MS = 2_000

export class Session implements TokenSource {
  readonly #state = new Cell<SessionState>({ status: 'restoring' })
  readonly state: Store<SessionState> = this.#state
  readonly #token = new Cell<string | undefined>(undefined)
  /** The access token in use; each refresh changes it. */
  readonly accessToken: Store<string | undefined> = this.#token
  readonly #options: SessionOptions
  #access: Access | undefined
  #renewing: Promise<string> | undefined
  #failure: { error: ApiError; until: number } | undefined
  #failures = 0
  #leaving = false
  #cancelTimer = (): void => {}
  #beforeSignOut = async (_user_id: string): Promise<void> => {}
  readonly #era = new SessionEra()

  constructor(options: SessionOptions) {
    this.#options = options
    options.http.useTokens(this)
  }

  get user_id(): string | undefined {
    const state = this.#state.get()
    return state.status === 'signed_in' ? state.user.id : undefined
  }

  /** Registers a task that runs before the person signs out: it removes their data from the device. */
  beforeSignOut(run: (user_id: string) => Promise<void>): void {
    this.#beforeSignOut = run
  }

  /** Signs in again with the state of the last visit. Without a network it keeps trying by itself. */
  async restore(): Promise<void> {
    if (this.#state.get().status === 'signed_in') return
    const { storage, clock } = this.#options
    if (!this.#options.getToken && (await storage.get('session', 'signed_out'))) {
      if (this.#state.get().status === 'restoring') this.#state.set({ status: 'signed_out' })
      return
    }
    const remembered = await storage.get<Me>('session', 'user')
    const believe = () => {
      if (remembered && this.#state.get().status === 'restoring')
        this.#state.set({ status: 'signed_in', user: remembered })
    }
    // The device's data can be shown meanwhile.
    const cancel = clock.after(browserOnline() ? PATIENCE_MS : 0, believe)
    try {
      await this.#renewOnce()
    } catch (error) {
      if (toApiError(error).transient && this.#state.get().status !== 'signed_out') believe()
    } finally {
      cancel()
    }
  }

  /** @throws ApiError `unauthorized` for a wrong email or password. */
  async signIn(email: string, password: string, deviceName?: string): Promise<void> {
    const { http, storage, refreshIn } = this.#options
    const era = this.#era.begin()
    const tokens = await http.call(endpoints.login, {
      body: { email, password, refresh_in: refreshIn, ...(deviceName ? { device_name: deviceName } : {}) },
    })
    this.#era.require(era)
    await storage.delete('session', 'signed_out')
    this.#era.require(era)
    await this.#keep(tokens)
  }

  /** Ends the session here, even if the server cannot be reached. */
  async signOut(): Promise<void> {
    const { http, storage } = this.#options
    const known = this.user_id
    this.#leaving = true
    // Scripts cannot delete the refresh cookie: without this mark a reload would sign the user in again.
    await storage.put('session', 'signed_out', true)
    const user_id = known ?? (await storage.get<Me>('session', 'user'))?.id
    const as = user_id === undefined ? {} : { as: user_id }
    if (this.#access) await http.call(endpoints.logout, { timeoutMs: 5_000, ...as }).catch(() => {})
    if (user_id !== undefined) await this.#beforeSignOut(user_id)
    // Another user may have signed in meanwhile.
    if (this.user_id === undefined || this.user_id === user_id) await this.#end()
    this.#leaving = false
  }

  /** @throws ApiError `unauthorized` when signed out, `unavailable` if no token can be had now. */
  async token(): Promise<string> {
    const access = this.#access
    const time = this.#options.clock.monotonic()
    if (access && time < access.renew_at) return access.token
    try {
      return await this.#renewOnce()
    } catch (error) {
      if (access && access === this.#access && time < access.ends_at) return access.token
      throw error
    }
  }

  async renew(stale: string): Promise<string> {
    const access = this.#access
    return access && access.token !== stale ? access.token : this.#renewOnce()
  }

  /** The server has revoked this session. */
  async revoked(): Promise<void> {
    // The server also reports this for a session that is just signing out.
    if (!this.#leaving) await this.#end('revoked')
  }

  async listSessions(): Promise<SessionInfo[]> {
    return (await this.#options.http.call(endpoints.listSessions)).sessions
  }

  async revokeSession(id: string): Promise<void> {
    await this.#options.http.call(endpoints.revokeSession, { params: { id } })
  }

  /** Changes the user's own display name. */
  async rename(name: string): Promise<void> {
    const era = this.#era.current
    const user = await this.#options.http.call(endpoints.patchMe, { body: { name } })
    if (this.#era.isCurrent(era)) await this.#admit(user)
  }

  close(): void {
    this.#era.begin()
    this.#cancelTimer()
  }

  #renewOnce(): Promise<string> {
    this.#renewing ??= this.#renew().finally(() => (this.#renewing = undefined))
    return this.#renewing
  }

  async #renew(): Promise<string> {
    const { clock, http } = this.#options
    const era = this.#era.current
    if (this.#state.get().status === 'signed_out') throw signedOutError()
    if (this.#failure && clock.monotonic() < this.#failure.until) throw this.#failure.error
    try {
      if (this.#options.getToken) return await this.#renewFromHost(this.#options.getToken, http)
      const tokens = await withRefreshLock(this.#options, () => this.#refresh())
      this.#era.require(era)
      return await this.#keep(tokens)
    } catch (error) {
      throw this.#era.isCurrent(era) ? await this.#failed(toApiError(error)) : toApiError(error)
    }
  }

  async #renewFromHost(getToken: () => Promise<string>, http: Http): Promise<string> {
    const era = this.#era.current
    const token = await getToken()
    this.#era.require(era)
    this.#use(token, Number.POSITIVE_INFINITY)
    if (this.user_id !== undefined) return token
    const user = await http.call(endpoints.getMe, { token })
    this.#era.require(era)
    await this.#admit(user)
    return token
  }

  async #refresh(): Promise<Tokens> {
    const { http, storage, refreshIn } = this.#options
    if (refreshIn === 'cookie') return http.call(endpoints.refresh)
    // Read inside the lock: another tab may just have rotated it.
    const refresh_token = await storage.get<string>('session', 'refresh_token')
    if (!refresh_token) throw signedOutError()
    return http.call(endpoints.refresh, { body: { refresh_token } })
  }

  /**
   * Starts all writes at once: the storage keeps their order, so the next sign-in or sign-out writes after
   * them.
   */
  async #keep(tokens: Tokens): Promise<string> {
    this.#use(tokens.access_token, tokens.expires_in * 1000)
    const admitted = this.#admit(tokens.user)
    if (tokens.refresh_token)
      await this.#options.storage.put('session', 'refresh_token', tokens.refresh_token)
    await admitted
    return tokens.access_token
  }

  #use(token: string, lifeMs: number): void {
    const time = this.#options.clock.monotonic()
    this.#failures = 0
    this.#failure = undefined
    this.#access = { token, renew_at: time + lifeMs * RENEW_AFTER, ends_at: time + lifeMs }
    if (Number.isFinite(lifeMs)) this.#renewAfter(lifeMs * RENEW_AFTER)
    this.#token.set(token)
  }

  async #admit(user: Me): Promise<void> {
    const state = this.#state.get()
    const same = state.status === 'signed_in' && state.user.id === user.id && state.user.name === user.name
    if (!same) this.#state.set({ status: 'signed_in', user })
    await this.#options.storage.put('session', 'user', user)
  }

  #renewAfter(delayMs: number): void {
    this.#cancelTimer()
    this.#cancelTimer = this.#options.clock.after(delayMs, () => {
      // The pause is for callers: it would swallow this retry, and no other would follow.
      this.#failure = undefined
      void this.#renewOnce().catch(() => {})
    })
  }

  async #failed(error: ApiError): Promise<ApiError> {
    if (error.problem.retry === 'later') {
      this.#failure = { error, until: this.#options.clock.monotonic() + PAUSE_AFTER_FAILURE_MS }
      this.#renewAfter(error.problem.retry_after_ms ?? backoffMs(this.#failures++, this.#options.random))
    } else {
      await this.#end(this.#state.get().status === 'signed_in' ? 'expired' : undefined)
    }
    return error
  }

  /** The session ended in another tab. */
  async endedElsewhere(reason?: 'expired' | 'revoked'): Promise<void> {
    if (this.user_id !== undefined) await this.#end(reason, true)
  }

  async #end(reason?: 'expired' | 'revoked', elsewhere = false): Promise<void> {
    // Each tab finds out by itself that its session expired.
    if (this.user_id !== undefined && !elsewhere && reason !== 'expired')
      this.#options.events?.emit('session_ended', { user_id: this.user_id, reason })
    this.#era.begin()
    this.#cancelTimer()
    this.#access = undefined
    this.#failure = undefined
    this.#token.set(undefined)
    this.#state.set(reason ? { status: 'signed_out', reason } : { status: 'signed_out' })
    await this.#forget()
  }

  async #forget(): Promise<void> {
    const { storage } = this.#options
    // Start both at once: after an await they would delete the next user's values.
    await Promise.all([storage.delete('session', 'refresh_token'), storage.delete('session', 'user')])
  }
}
