// Notifications that a browser shows while Lectern is closed (RFC 8030). A device has one subscription at most.
import * as z from 'zod/mini'
import { LIMITS } from './limits.ts'

const Base64Url = (chars: number) => z.string().check(z.regex(new RegExp(`^[\\w-]{${chars}}$`)))

/** What the browser made when it subscribed: where to send, and for whom to encrypt. */
export const PushSubscription = z.object({
  endpoint: z.string().check(z.maxLength(LIMITS.push_endpoint_chars), z.regex(/^https:\/\/[^\s@]+$/)),
  keys: z.object({
    /** The public key of the browser, and a secret that both ends know. */
    p256dh: Base64Url(87),
    auth: Base64Url(22),
  }),
})
export type PushSubscription = z.infer<typeof PushSubscription>

export const PutPush = z.object({
  ...PushSubscription.shape,
  /** The language of its notifications: `de`. */
  lang: z.string().check(z.maxLength(35)),
  /** The browser lets a push close notifications without showing another one. */
  closes: z.optional(z.boolean()),
})
export type PutPush = z.infer<typeof PutPush>

export const PushState = z.object({
  /** For `PushManager.subscribe`; missing where the school sends no pushes. */
  public_key: z.optional(z.string()),
  /** This device has a subscription. */
  subscribed: z.boolean(),
})
export type PushState = z.infer<typeof PushState>

/** The browser replaced a subscription by itself. Whoever knows the secret of the former one may say so. */
export const RenewPush = z.object({
  former: z.object({ endpoint: PushSubscription.shape.endpoint, auth: Base64Url(22) }),
  subscription: PushSubscription,
})
export type RenewPush = z.infer<typeof RenewPush>

/** The content of a push, encrypted for the device. */
export const PushContent = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('notice'),
    /** Of the message: one notification, whoever shows it. */
    tag: z.string(),
    title: z.string(),
    body: z.string(),
    lang: z.string(),
    /** Of the page that shows the message, without the path of the installation. */
    path: z.string(),
    told_at: z.string(),
    /** How many notices are news. */
    open: z.int(),
  }),
  z.object({ type: z.literal('close'), tags: z.array(z.string()), open: z.int() }),
])
export type PushContent = z.infer<typeof PushContent>
