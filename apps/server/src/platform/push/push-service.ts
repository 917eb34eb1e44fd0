// Sends to push services (RFC 8030). The library encrypts for the browser (RFC 8291) and signs (RFC 8292). The request is
// our own: a stranger chose its address. It leads to public addresses only, follows nothing, and reads no answer.
import { Agent, request } from 'node:https'
import type { RequestDetails } from 'web-push'
import type { PushKeys } from '../keys.ts'

/** No push service takes a longer body (RFC 8030, 7.2). */
export const PUSH_BYTES = 3_000
const PATIENCE_MS = 15_000
const LONGEST_WAIT_MS = 60 * 60_000

export interface PushAddress {
  endpoint: string
  p256dh: string
  auth: string
}

export interface PushSettings {
  /** Whom a push service writes to when something is wrong: `mailto:` or `https:`. */
  subject: string
  /** `host` or `host:port` of services that may have a private address. */
  hosts: readonly string[]
}

export interface PushOptions {
  ttl_seconds: number
  urgency: 'low' | 'normal' | 'high'
  signal?: AbortSignal
}

/** The service did not take it. */
export class PushRefused extends Error {
  /** The service asks for this pause. */
  readonly after_ms: number | undefined
  /** It is so for all that it serves. */
  readonly isAway: boolean

  constructor(message: string, { after_ms, isAway }: { after_ms?: number | undefined; isAway: boolean }) {
    super(message)
    this.after_ms = after_ms
    this.isAway = isAway
  }
}

type Make = (address: PushAddress, content: string, options: PushOptions) => RequestDetails

const hostOf = (endpoint: string): string => new URL(endpoint).host

export class PushService {
  readonly public_key: string
  readonly #make: Make
  readonly #known: ReadonlySet<string>
  /** For any service: an address of this network is refused when it is connected to. */
  readonly #careful: Agent
  readonly #plain = new Agent({ keepAlive: true, maxSockets: 4 })

  private constructor(
    make: Make,
    careful: Agent,
    { keys, hosts }: { keys: PushKeys; hosts: readonly string[] },
  ) {
    this.#make = make
    this.#careful = careful
    this.#known = new Set(hosts)
    this.public_key = keys.public_key
  }

  /** The libraries are loaded only where pushes are sent. */
  static async open({ subject, hosts }: PushSettings, keys: PushKeys): Promise<PushService> {
    const [{ default: webPush }, { RequestFilteringHttpsAgent }] = await Promise.all([
      import('web-push'),
      import('request-filtering-agent'),
    ])
    const vapidDetails = { subject, publicKey: keys.public_key, privateKey: keys.private_key }
    const make: Make = ({ endpoint, p256dh, auth }, content, { ttl_seconds, urgency }) =>
      webPush.generateRequestDetails({ endpoint, keys: { p256dh, auth } }, content, {
        vapidDetails,
        TTL: ttl_seconds,
        urgency,
        contentEncoding: 'aes128gcm',
      })
    const careful = new RequestFilteringHttpsAgent({ keepAlive: true, maxSockets: 4 })
    return new PushService(make, careful, { keys, hosts })
  }

  /** Whether an address may be sent to at all. Where it leads is looked at again at each connection. */
  takes(endpoint: string): boolean {
    const url = URL.parse(endpoint)
    if (url?.protocol !== 'https:' || url.username + url.password !== '') return false
    return this.#known.has(url.host) || url.port === ''
  }

  /**
   * Returns whether the subscription is still there.
   * @throws PushRefused
   */
  async send(address: PushAddress, content: string, options: PushOptions): Promise<boolean> {
    const { status, retry_after } = await this.#post(this.#make(address, content, options), options.signal)
    if (status >= 200 && status < 300) return true
    if (status === 404 || status === 410) return false
    throw new PushRefused(`The push service ${hostOf(address.endpoint)} answers ${status}.`, {
      after_ms: waitOf(retry_after),
      isAway: status >= 500,
    })
  }

  close(): void {
    this.#careful.destroy()
    this.#plain.destroy()
  }

  #post(
    { endpoint, method, headers, body }: RequestDetails,
    signal?: AbortSignal,
  ): Promise<{ status: number; retry_after: string | undefined }> {
    const agent = this.#known.has(hostOf(endpoint)) ? this.#plain : this.#careful
    const patience = AbortSignal.timeout(PATIENCE_MS)
    const { promise, resolve, reject } = Promise.withResolvers<{
      status: number
      retry_after: string | undefined
    }>()
    const asked = request(endpoint, {
      ...{ method, headers, agent },
      signal: signal ? AbortSignal.any([signal, patience]) : patience,
    })
    asked.on('response', (response) => {
      resolve({ status: response.statusCode ?? 0, retry_after: response.headers['retry-after'] })
      // A connection is used again only if nothing of its answer is left, and nobody knows how much that would be.
      if (Number(response.headers['content-length'] ?? '0') > PUSH_BYTES) response.destroy()
      else response.on('error', () => {}).resume()
    })
    asked.on('error', (error) =>
      reject(
        new PushRefused(`The push service ${hostOf(endpoint)} cannot be reached: ${error.message}`, {
          isAway: true,
        }),
      ),
    )
    asked.end(body)
    return promise
  }
}

const waitOf = (retry_after: string | undefined): number | undefined => {
  const seconds = Number(retry_after)
  return retry_after !== undefined && seconds > 0 ? Math.min(LONGEST_WAIT_MS, seconds * 1_000) : undefined
}
