// Puts the parts together: the one place that knows them all.
import type { Config } from './config.ts'
import { RevocationWatch } from './features/accounts/revocation-watch.ts'
import { authRoutes, userRoutes } from './features/accounts/routes.ts'
import { registerSessionCleanup } from './features/accounts/session-cleanup.ts'
import { hearUnknownFailures } from './features/accounts/sign-in-failures.ts'
import { queueAsked } from './features/assistant/asked.ts'
import { Assistant } from './features/assistant/assistant.ts'
import { BuiltInModel } from './features/assistant/built-in-model.ts'
import type { Model } from './features/assistant/model.ts'
import { assistantRoutes } from './features/assistant/routes.ts'
import { registerAttachmentChecks } from './features/attachments/attachment-checks.ts'
import { registerAttachmentCleanup } from './features/attachments/attachment-cleanup.ts'
import { attachmentRoutes } from './features/attachments/routes.ts'
import { registerCardJobs, updateDependents } from './features/cards/card-jobs.ts'
import { cardRoutes } from './features/cards/routes.ts'
import { sendCard } from './features/cards/send-card.ts'
import { changeRoutes } from './features/changes/routes.ts'
import { relayOf } from './features/changes/window-relay.ts'
import type { Context, Follower } from './features/context.ts'
import { documentRoutes } from './features/documents/routes.ts'
import { registerCitationCheck } from './features/citations/citation-check.ts'
import { registerDeletionsByOrder } from './features/messages/by-order.ts'
import { registerMemberAccounts } from './features/conversations/member-accounts.ts'
import { registerWordsRemoval } from './features/documents/forget-words.ts'
import { registerTermsRemoval } from './features/search/forget-terms.ts'
import { registerMessageIndexing } from './features/search/index-messages.ts'
import { searchRoutes } from './features/search/routes.ts'
import { conversationRoutes } from './features/conversations/routes.ts'
import { messageRoutes } from './features/messages/routes.ts'
import type { Route } from './features/route.ts'
import { keepInbox } from './features/inbox/follow.ts'
import { inboxRoutes } from './features/inbox/routes.ts'
import { noticeRoutes } from './features/notices/routes.ts'
import { registerNotices } from './features/notices/tell.ts'
import { plannedRoutes } from './features/plans/routes.ts'
import { registerPlanned } from './features/plans/sending.ts'
import { blockRoutes } from './features/blocks/routes.ts'
import { reportRoutes } from './features/reports/routes.ts'
import { registerCloses } from './features/push/close-pushes.ts'
import { pushRoutes } from './features/push/routes.ts'
import { registerPushes } from './features/push/send-pushes.ts'
import { policyRoutes } from './features/policy/routes.ts'
import { createApp, type App } from './http/app.ts'
import { hstsHeaders } from './http/headers.ts'
import { Origins } from './http/origins.ts'
import { Site } from './http/site.ts'
import { systemRoutes } from './http/system-routes.ts'
import { markBucket } from './open-blobs.ts'
import { openContext } from './open-context.ts'
import { PushService } from './platform/push/push-service.ts'
import { systemClock, type Clock, type Timer } from './platform/clock.ts'
import type { MigrationStep } from './platform/db/migrate.ts'
import type { Log } from './platform/log.ts'
import type { PasswordCost } from './platform/passwords.ts'
import { eventRoutes } from './realtime/event-routes.ts'
import { Connections } from './realtime/realtime.ts'
import { commitBuilt, VERSION } from './version.ts'

/** No work on a file takes a day. */
const OLD_WORK_MS = 24 * 3_600_000

const FOLLOWERS: readonly Follower[] = [updateDependents, queueAsked, keepInbox]

export interface SystemOptions {
  config: Config
  log: Log
  clock?: Clock
  password_cost?: PasswordCost
  /** Writes the assistant's answers; the configured one when left out. */
  model?: Model
  /** No other process serves this data folder: interrupted jobs of an earlier one go on at once. */
  isAlone?: boolean
  /** Called before each migration, which may take seconds. */
  onMigration?: (step: MigrationStep) => void
}

/** Everything but the port: what tests ask directly. */
export class System {
  readonly ctx: Context
  readonly app: App
  readonly routes: readonly Route[]
  readonly origins: Origins
  readonly hsts: Record<string, string>
  readonly site: Site
  readonly connections: Connections
  readonly assistant: Assistant
  readonly #parts: AsyncDisposableStack
  readonly #drain = new AbortController()

  /** Parts that are opened here are added to `parts`, which already has those of `ctx`. */
  constructor(
    ctx: Context,
    parts: AsyncDisposableStack,
    { config, model, push }: { config: Config; model: Model; push: PushService | undefined },
  ) {
    this.ctx = ctx
    this.#parts = parts
    this.origins = new Origins(config.origins, config.trust_proxy, config.names)
    this.hsts = hstsHeaders(config.hsts)
    this.site = new Site(config.web_dir, config.base_path)
    parts.adopt(relayOf(ctx), (relay) => relay.close())
    this.connections = parts.adopt(new Connections(ctx), (connections) => connections.close())
    this.assistant = parts.adopt(new Assistant(ctx, model), (assistant) => assistant.close())
    parts.adopt(new RevocationWatch(ctx), (watch) => watch.close())
    hearUnknownFailures(ctx)
    registerCardJobs(ctx)
    registerPlanned(ctx)
    registerAttachmentChecks(ctx)
    registerAttachmentCleanup(ctx)
    registerCitationCheck(ctx)
    registerWordsRemoval(ctx)
    registerTermsRemoval(ctx)
    parts.defer(registerMessageIndexing(ctx))
    parts.defer(registerNotices(ctx, this.connections))
    if (push) {
      registerPushes(ctx, push)
      parts.defer(registerCloses(ctx, push))
    }
    registerSessionCleanup(ctx)
    registerMemberAccounts(ctx)
    registerDeletionsByOrder(ctx)
    const features = this.#features(push)
    const health = { version: VERSION, commit: commitBuilt(), isDraining: () => this.draining.aborted }
    this.routes = [...features, ...systemRoutes(health, features)]
    this.app = createApp(ctx, this)
    parts.defer(() => this.drain())
  }

  /** Aborted once the system is about to close: what waits for something to happen then waits no longer. */
  get draining(): AbortSignal {
    return this.#drain.signal
  }

  drain(): void {
    this.#drain.abort()
  }

  /**
   * Closes every part, the last opened first. A part that fails does not keep the others open; its error is
   * thrown at the end.
   */
  close(): Promise<void> {
    return this.#parts.disposeAsync()
  }

  #features(push: PushService | undefined): Route[] {
    return [
      ...authRoutes,
      ...userRoutes,
      ...conversationRoutes,
      ...messageRoutes(sendCard),
      ...cardRoutes,
      ...assistantRoutes(this.assistant),
      ...changeRoutes,
      ...attachmentRoutes(this.ctx.uploads),
      ...documentRoutes,
      ...policyRoutes,
      ...blockRoutes,
      ...reportRoutes,
      ...searchRoutes,
      ...noticeRoutes,
      ...pushRoutes(push),
      ...plannedRoutes,
      ...inboxRoutes,
      ...eventRoutes(this.connections),
    ]
  }
}

/** After a failure the opened parts are closed. @throws OperatorError if the data folder cannot be used */
export const openSystem = async (options: SystemOptions): Promise<System> => {
  const parts = new AsyncDisposableStack()
  try {
    return await openParts(options, parts)
  } catch (error) {
    return closeAfter(error, parts.disposeAsync(), options.log)
  }
}

/** Throws the first error; errors of the closing after it are only logged. */
export const closeAfter = async (cause: unknown, closing: Promise<void>, log: Log): Promise<never> => {
  await closing.catch((error: unknown) => log.error({ err: error }, 'close_failed'))
  throw cause
}

const openParts = async (options: SystemOptions, parts: AsyncDisposableStack): Promise<System> => {
  const { config, log, clock = systemClock, password_cost } = options
  const { data_dir, database_url, blobs_dir, bucket, base_path, upload_bytes, user_bytes } = config
  const { redis_url, budget_factor, media_bytes } = config
  const uploads = { max_bytes: upload_bytes, user_bytes }
  const cost = password_cost && { password_cost }
  const { onMigration } = options
  const shared = { clock, log, link: { redis_url }, followers: FOLLOWERS, onMigration }
  const places = { data_dir, database_url, blobs_dir, bucket, base_path }
  const ctx = await openContext({ ...places, uploads, media_bytes, budget_factor, ...shared, ...cost }, parts)
  // Before any job looks for files.
  await markBucket(ctx.db, bucket)
  if (options.isAlone) await Promise.all([ctx.jobs.takeOver(), ctx.blobs.clearWork()])
  if (ctx.bus.nodes) parts.adopt(await keepClearingWork(ctx), (timer) => timer.cancel())
  const model = options.model ?? (await openModel(config, clock))
  const push =
    config.push && parts.adopt(await PushService.open(config.push, ctx.keys.push()), (each) => each.close())
  return new System(ctx, parts, { config, model, push })
}

/** Other nodes may share the folder, so only what is old belongs to nobody. */
const keepClearingWork = async ({ blobs, clock, log }: Context): Promise<Timer> => {
  const clear = () =>
    blobs
      .clearWork(clock.now() - OLD_WORK_MS)
      .catch((error: unknown) => log.warn({ err: error }, 'work_left_over'))
  await clear()
  return clock.every(OLD_WORK_MS, () => void clear())
}

/** Loaded only where it is wanted: the library of providers is as large as the rest of the server. */
const openModel = async ({ assistant }: Config, clock: Clock): Promise<Model> => {
  if (!assistant) return new BuiltInModel()
  const { openProvider } = await import('./features/assistant/providers/open-provider.ts')
  return openProvider(assistant, clock)
}
