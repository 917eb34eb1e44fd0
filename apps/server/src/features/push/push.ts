// The device of a session asks for pushes, or for none any more.
import { createECDH, timingSafeEqual } from 'node:crypto'
import { LIMITS, type PushState, type PutPush, type RenewPush } from '@lectern/protocol'
import { timestamp } from '../../platform/clock.ts'
import { AppError } from '../../platform/errors.ts'
import { mintId } from '../../platform/ids.ts'
import { PushRefused, type PushService } from '../../platform/push/push-service.ts'
import {
  dropSubscription,
  dropSubscriptionsOf,
  findByEndpoint,
  findOfSession,
  putSubscription,
  type SubscriptionRecord,
} from '../../records/push-subscriptions.ts'
import type { Context, Viewer } from '../context.ts'
import { countOpen } from '../notices/notices-rows.ts'
import { testContent } from './content.ts'
import { urgent } from './send-pushes.ts'

/** Undefined where the school sends none. */
export type MaybePush = PushService | undefined

/** From one address; browsers renew a subscription a few times in a year. */
const RENEWALS = { burst: 20, window_ms: 60_000 }

export const getPush = async ({ db }: Context, push: MaybePush, { session_id }: Viewer): Promise<PushState> =>
  stateOf(push, (await findOfSession(db.read, session_id)) !== undefined)

const stateOf = (push: MaybePush, subscribed: boolean): PushState => ({
  ...(push && { public_key: push.public_key }),
  subscribed: push !== undefined && subscribed,
})

/** @throws AppError `conflict` where the school sends no pushes, `invalid` */
export const putPush = async (
  ctx: Context,
  push: MaybePush,
  { user_id, session_id }: Viewer,
  { endpoint, keys, lang, closes = false }: PutPush,
): Promise<PushState> => {
  if (!push) throw new AppError('conflict', 'This server sends no pushes.')
  requireUsable(push, { endpoint, ...keys })
  await store(ctx, { user_id, session_id, endpoint, ...keys, lang, closes: closes ? 1 : 0 })
  return stateOf(push, true)
}

const store = (
  ctx: Context,
  record: Omit<SubscriptionRecord, 'id' | 'created_at' | 'closed_at'>,
): Promise<void> =>
  ctx.db.write(({ query }) => {
    const made = { id: mintId(ctx.clock), created_at: timestamp(ctx.clock.now()) }
    return putSubscription(query, { ...record, ...made }, LIMITS.push_devices)
  })

const requireUsable = (
  push: PushService,
  { endpoint, p256dh }: { endpoint: string; p256dh: string },
): void => {
  if (!push.takes(endpoint))
    throw new AppError('invalid', 'This is no address of a push service.', { field: 'endpoint' })
  if (!isPublicKey(p256dh))
    throw new AppError('invalid', 'This is no public key of a browser.', { field: 'keys.p256dh' })
}

const isPublicKey = (p256dh: string): boolean => {
  const own = createECDH('prime256v1')
  own.generateKeys()
  try {
    return own.computeSecret(Buffer.from(p256dh, 'base64url')).length > 0
  } catch {
    return false
  }
}

export const deletePush = ({ db }: Context, { session_id }: Viewer): Promise<void> =>
  db.write(({ query }) => dropSubscriptionsOf(query, [session_id]))

/** @throws AppError `not_found` if the device has none, or no longer, `unavailable` if the push service refuses */
export const testPush = async (ctx: Context, push: MaybePush, viewer: Viewer): Promise<void> => {
  const found = await findOfSession(ctx.db.read, viewer.session_id)
  if (!push || !found) throw new AppError('not_found', 'This device has no subscription.')
  const open = (await countOpen(ctx.db.read, [viewer.user_id])).get(viewer.user_id) ?? 0
  const content = testContent(found.lang, timestamp(ctx.clock.now()), open)
  if (await send(push, found, JSON.stringify(content))) return
  await ctx.db.write(({ query }) => dropSubscription(query, found.id))
  throw new AppError('not_found', 'The browser has ended this subscription.')
}

const send = async (push: PushService, found: SubscriptionRecord, content: string): Promise<boolean> => {
  try {
    return await push.send(found, content, urgent)
  } catch (error) {
    if (!(error instanceof PushRefused)) throw error
    throw new AppError('unavailable', error.message)
  }
}

/** @throws AppError `not_found` unless the secret of the former one is known */
export const renewPush = async (
  ctx: Context,
  push: MaybePush,
  { former, subscription: { endpoint, keys } }: RenewPush,
  address: string,
): Promise<void> => {
  const limit = ctx.limits.of('push_renewals', RENEWALS)
  limit.admit(address)
  const found = await findByEndpoint(ctx.db.read, former.endpoint)
  if (!push || !found || !isSame(found.auth, former.auth))
    throw new AppError('not_found', 'There is no such subscription.')
  requireUsable(push, { endpoint, ...keys })
  const { user_id, session_id, lang, closes } = found
  await store(ctx, { user_id, session_id, endpoint, ...keys, lang, closes })
}

const isSame = (a: string, b: string): boolean =>
  a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b))
