// Keeps the signed-in user and a fresh access token. Only a refusal of the server ends a session; an
// unreachable server never does.
import {
  endpoints,
  type ChangePassword,
  type Me,
  type Session as SessionInfo,
  type Tokens,
} from '@lectern/protocol'
import type { Clock } from '../core/clock.ts'
import type { Emits } from '../core/emitter.ts'
import { signedOutError, toApiError, type ApiError } from '../core/errors.ts'
import { AccessToken } from './access-token.ts'
import type { Http, TokenSource } from './http.ts'
import { withRefreshLock } from './refresh-lock.ts'
import { SessionEra } from './session-era.ts'
import { SessionMemory } from './session-memory.ts'
import { admitted, afterSignIn, afterSignOut, isIn, stateOf, withoutDue } from './session-state.ts'
import type { EndReason, SessionState } from './session-state.ts'
import type { ClientStorage } from '../core/storage.ts'
import { Cell, type Store } from '../core/store.ts'
import type { KeptValue } from '../core/tab-memory.ts'
import type { LocksLike } from '../core/browser-tabs.ts'
import { browserOnline } from '../core/wake.ts'
import { askHost, isTelling, passwordDue } from './host-token.ts'

export type { SessionInfo }

export interface SessionOptions {
  http: Http
  clock: Clock
  random: () => number
  storage: ClientStorage
  /** Remembers the person of this tab across a reload. */
  tabMemory?: KeptValue | undefined
  refreshIn: 'cookie' | 'body'
  /** Embedding: gives the host's own access tokens; called again when one was refused or ends. */
  getToken?: (() => Promise<string>) | undefined
  /** Web Locks: tabs refresh one after the other. */
  locks?: LocksLike | undefined
  events?: Emits<SessionEvents>
}

export interface SessionEvents {
  /** The person signed in here; the other tabs hear of it. */
  session_begun: Me
  /** The person or the server ended the session; the other tabs hear of it. */
  session_ended: { user_id: string; reason: 'revoked' | undefined }
  /** The host gave no token. */
  token_failed: unknown
}

/** If the server does not answer within this time, a visit begins with the remembered user. */
const PATIENCE_MS = 2_000

/**
 * The session of one tab. The tab keeps its person: tokens of somebody else, who signed in in another tab of this
 * browser, end the session with the state `replaced`.
 */
export class Session implements TokenSource {
  readonly #state = new Cell<SessionState>({ status: 'restoring' })
  readonly state: Store<SessionState> = this.#state
  /** The access token in use; each refresh changes it. */
  readonly accessToken: Store<string | undefined>
  readonly #access: AccessToken
  readonly #options: SessionOptions
  readonly #memory: SessionMemory
  /** The person of this tab, also while their session has ended and they may come back. */
  #person: Me | undefined
  #renewing: Promise<string> | undefined
  #leaving = false
  #hasBegun = false
  #beforeSignOut = async (_user_id: string): Promise<void> => {}
  readonly #era = new SessionEra()

  constructor(options: SessionOptions) {
    this.#options = options
    this.#memory = new SessionMemory(options.storage, options.getToken ? undefined : options.tabMemory)
    const renew = () => void this.#renewOnce().catch(() => {})
    this.#access = new AccessToken({ clock: options.clock, random: options.random, renew })
    this.accessToken = this.#access.text
    options.http.useTokens(this)
  }

  get user_id(): string | undefined {
    const state = this.#state.get()
    return state.status === 'signed_in' ? state.user.id : undefined
  }

  /** Whose tab this is, also while their session has ended and they may come back. */
  get person_id(): string | undefined {
    return this.#person?.id
  }

  /** Registers a task that runs before the person signs out: it removes their data from the device. */
  beforeSignOut(run: (user_id: string) => Promise<void>): void {
    this.#beforeSignOut = run
  }

  /** Signs in again with the state of the last visit. Without a network it keeps trying by itself. */
  async restore(): Promise<void> {
    if (isIn(this.#state.get())) return
    const { clock, getToken } = this.#options
    this.#hasBegun = true
    if (!getToken && (await this.#memory.isSignedOut())) {
      if (this.#state.get().status === 'restoring') this.#state.set({ status: 'signed_out' })
      return
    }
    const remembered = await this.#memory.user()
    this.#person ??= this.#memory.tabUser()
    const believe = () => this.#believe(remembered)
    // The device's data can be shown meanwhile.
    const cancel = clock.after(browserOnline() ? PATIENCE_MS : 0, believe)
    try {
      await this.#renewOnce()
    } catch (error) {
      // Only a refusal of the server ends a session, neither a lost network nor a fault of the program.
      if (toApiError(error).problem.retry !== 'never' && this.#state.get().status !== 'signed_out') believe()
      this.#askForPassword()
    } finally {
      cancel()
    }
  }

  /** @throws ApiError `unauthorized` for a wrong email or password. */
  async signIn(email: string, password: string, deviceName?: string): Promise<void> {
    const { http, events, refreshIn } = this.#options
    const era = this.#era.begin()
    const tokens = await http.call(endpoints.login, {
      body: { email, password, refresh_in: refreshIn, ...(deviceName ? { device_name: deviceName } : {}) },
    })
    this.#era.require(era)
    await this.#memory.unmarkSignedOut()
    this.#era.require(era)
    await this.#keep(tokens)
    events?.emit('session_begun', tokens.user)
  }

  /**
   * Makes this tab the tab of the person who is signed in in this browser now. What the former person wrote stays on
   * the device for them.
   */
  async continueAsOther(): Promise<void> {
    this.#era.begin()
    this.#person = undefined
    this.#memory.forgetTabUser()
    await this.#restoreAgain()
  }

  /** Ends the session here, even if the server cannot be reached. */
  async signOut(): Promise<void> {
    const { http, events } = this.#options
    const era = this.#era.current
    const known = this.#person
    this.#leaving = true
    const kept = await this.#memory.user()
    const user_id = (known ?? kept)?.id
    // Another person may have signed in, in this tab or in another one.
    if (this.#era.isCurrent(era) && (!kept || kept.id === user_id)) await this.#memory.markSignedOut()
    if (user_id !== undefined) events?.emit('session_ended', { user_id, reason: undefined })
    const as = user_id === undefined ? {} : { as: user_id }
    if (this.#access.text.get())
      await http.call(endpoints.logout, { timeoutMs: 5_000, ...as }).catch(() => {})
    if (user_id !== undefined) await this.#beforeSignOut(user_id)
    // Another user may have signed in meanwhile.
    if (this.#person === undefined || this.#person.id === user_id) await this.#end()
    this.#leaving = false
  }

  /** @throws ApiError `unauthorized` when signed out, `unavailable` if no token can be had now. */
  async token(): Promise<string> {
    const { fresh } = this.#access
    if (fresh !== undefined) return fresh
    const former = this.#access.text.get()
    try {
      return await this.#renewOnce()
    } catch (error) {
      const { valid } = this.#access
      if (valid !== undefined && valid === former) return valid
      throw error
    }
  }

  async renew(stale: string): Promise<string> {
    const current = this.#access.text.get()
    return current !== undefined && current !== stale ? current : this.#renewOnce()
  }

  /** The server has revoked this session. */
  async revoked(): Promise<void> {
    // The server also reports this for a session that is just signing out.
    if (this.#leaving) return
    const { user_id } = this
    if (user_id !== undefined) this.#options.events?.emit('session_ended', { user_id, reason: 'revoked' })
    await this.#end('revoked')
  }

  /** Somebody signed in in another tab of this browser. */
  hearSignIn(by: Me): void {
    if (this.#options.getToken || this.#leaving || this.isRestoring) return
    const next = afterSignIn(this.#state.get(), this.#person, by)
    if (next === 'resume') void this.#restoreAgain()
    else if (next?.status === 'replaced') this.#replace(next.user, by)
    else if (next) this.#state.set(next)
  }

  /** A person's session ended in another tab of this browser: without a `reason`, by signing out. */
  async hearSignOut(ended: { user_id: string; reason?: 'revoked' | undefined }): Promise<void> {
    if (this.#leaving) return
    const next = afterSignOut(this.#state.get(), this.#person, ended)
    if (next?.status === 'signed_out' && next.reason) await this.#end(next.reason)
    else if (next) this.#state.set(next)
  }

  async listSessions(): Promise<SessionInfo[]> {
    return (await this.#options.http.call(endpoints.listSessions)).sessions
  }

  async revokeSession(id: string): Promise<void> {
    await this.#options.http.call(endpoints.revokeSession, { params: { id } })
  }

  /** Signs out every device but this one. */
  async revokeOtherSessions(): Promise<void> {
    await this.#options.http.call(endpoints.revokeOtherSessions)
  }

  /**
   * Changes the user's own password; this device stays signed in.
   * @throws ApiError `forbidden` for a wrong current password, `invalid` with `why` for a new one that is refused
   */
  async changePassword(change: ChangePassword): Promise<void> {
    const era = this.#era.current
    await this.#options.http.call(endpoints.changePassword, { body: change })
    const done = this.#era.isCurrent(era) && withoutDue(this.#state.get())
    if (!done) return
    await this.#admit(done)
    // Other tabs of this person wait for it, too.
    this.#options.events?.emit('session_begun', done)
  }

  /** Changes the user's own display name. */
  async rename(name: string): Promise<void> {
    const era = this.#era.current
    const user = await this.#options.http.call(endpoints.patchMe, { body: { name } })
    if (this.#era.isCurrent(era)) await this.#admit(user)
  }

  close(): void {
    this.#era.begin()
    this.#access.stop()
  }

  /** The server has not yet said whose session it is. */
  get isRestoring(): boolean {
    return this.#hasBegun && this.#state.get().status === 'restoring'
  }

  async #restoreAgain(): Promise<void> {
    this.#state.set({ status: 'restoring' })
    await this.restore()
  }

  /**
   * The token of the last visit lies in a storage that does not answer. The person may sign in instead; once it
   * answers, the session goes on.
   */
  #askForPassword(): void {
    const { silence } = this.#memory
    const { refreshIn, getToken } = this.#options
    if (!silence || getToken || refreshIn === 'cookie' || this.#state.get().status !== 'restoring') return
    const era = this.#era.begin()
    this.#access.drop()
    this.#state.set({ status: 'signed_out' })
    void silence.then(() => {
      if (this.#era.isCurrent(era) && this.#state.get().status === 'signed_out') void this.#restoreAgain()
    })
  }

  /** Shows the data of the last visit, unless that was another person's than this tab's. */
  #believe(remembered: Me | undefined): void {
    if (!remembered || this.#state.get().status !== 'restoring') return
    if (this.#person && this.#person.id !== remembered.id) return
    // A host alone says who its person is.
    if (!this.#options.getToken) this.#person = remembered
    this.#state.set(stateOf(remembered))
  }

  #renewOnce(): Promise<string> {
    this.#renewing ??= this.#renew().finally(() => (this.#renewing = undefined))
    return this.#renewing
  }

  async #renew(): Promise<string> {
    const { http, getToken } = this.#options
    const era = this.#era.current
    const { status } = this.#state.get()
    if (status === 'signed_out' || status === 'replaced') throw signedOutError()
    this.#access.requireNoPause()
    try {
      if (getToken) return await this.#renewFromHost(getToken, http)
      const tokens = await withRefreshLock(this.#options, () => this.#refresh())
      this.#era.require(era)
      this.#requirePerson(tokens.user)
      return await this.#keep(tokens)
    } catch (error) {
      throw this.#era.isCurrent(era) ? await this.#failed(toApiError(error)) : toApiError(error)
    }
  }

  async #renewFromHost(getToken: () => Promise<string>, http: Http): Promise<string> {
    const era = this.#era.current
    const token = await askHost(getToken, this.#options)
    this.#era.require(era)
    const user = await http.call(endpoints.getMe, { token }).catch((error: unknown) => {
      // The first request with it will be refused, too: its caller asks the host for another one.
      const { code } = toApiError(error)
      if (this.#person && code === 'unauthorized') return this.#person
      if (!this.#person && isTelling(code)) this.#options.events?.emit('token_failed', error)
      throw error
    })
    this.#era.require(era)
    this.#requirePerson(user)
    this.#access.use(token, Number.POSITIVE_INFINITY)
    await this.#admit(user)
    if (user.password_due) this.#options.events?.emit('token_failed', passwordDue())
    return token
  }

  /** @throws ApiError `unauthorized` for tokens of somebody else: the session of this tab's person is over */
  #requirePerson(user: Me): void {
    if (!this.#person || this.#person.id === user.id) return
    this.#replace(this.#person, user)
    throw signedOutError()
  }

  async #refresh(): Promise<Tokens> {
    const { http, refreshIn } = this.#options
    if (refreshIn === 'cookie') return http.call(endpoints.refresh)
    // Read inside the lock: another tab may just have rotated it.
    const refresh_token = await this.#memory.refreshToken()
    if (!refresh_token) throw signedOutError()
    return http.call(endpoints.refresh, { body: { refresh_token } })
  }

  async #keep({ access_token, expires_in, user, refresh_token }: Tokens): Promise<string> {
    this.#access.use(access_token, expires_in * 1000)
    await this.#admit(user, refresh_token)
    return access_token
  }

  async #admit(user: Me, refresh_token?: string): Promise<void> {
    const next = admitted(this.#state.get(), user)
    this.#person = user
    if (next) this.#state.set(next)
    await this.#memory.keep(user, refresh_token)
  }

  async #failed(error: ApiError): Promise<ApiError> {
    if (error.problem.retry === 'later') this.#access.fail(error)
    else await this.#end(isIn(this.#state.get()) ? 'expired' : undefined)
    return error
  }

  /** Each tab finds out by itself that its session expired. */
  async #end(reason?: EndReason): Promise<void> {
    const user_id = this.#person?.id
    this.#drop()
    if (reason === undefined || reason === 'elsewhere') {
      this.#person = undefined
      this.#memory.forgetTabUser()
    }
    this.#state.set(reason ? { status: 'signed_out', reason } : { status: 'signed_out' })
    await this.#memory.forget(user_id, () => this.user_id !== undefined)
  }

  /** The browser's session is another person's now, and nobody else could end this one. */
  #replace(user: Me, by: Me): void {
    const { http, getToken } = this.#options
    const token = this.#access.text.get()
    this.#drop()
    this.#state.set({ status: 'replaced', user, by })
    if (token !== undefined && !getToken) void http.call(endpoints.logout, { token }).catch(() => {})
  }

  #drop(): void {
    this.#era.begin()
    this.#access.drop()
  }
}
