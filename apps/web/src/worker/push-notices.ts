// Notices that come while no page tells them. Browsers want a notification for each push: what cannot be read shows one, too.
import type { PushContent } from '@lectern/protocol'
import type { ChangeEvent, WorkerPage, WorkerScope } from './worker-scope.ts'

type Scope = Pick<WorkerScope, 'clients' | 'registration'>

export interface PushNoticesOptions {
  scope: Scope
  /** Of the app on its host. */
  base_path: string
  /** The number on the icon of an installed app. */
  badge: (open: number) => Promise<void>
  fetch: typeof fetch
}

export class PushNotices {
  readonly #options: PushNoticesOptions

  constructor(options: PushNoticesOptions) {
    this.#options = options
  }

  async take(text: string): Promise<void> {
    const content = read(text)
    if (content?.type === 'close') await this.#close(content.tags)
    else await this.#show(content)
    // Where the app is not installed, browsers refuse or do nothing.
    if (content) await this.#options.badge(content.open).catch(() => {})
  }

  /** Goes to the message: in a page that is open, else in a new one. */
  async open(notification: Notification): Promise<void> {
    notification.close()
    const { url } = (notification.data ?? {}) as { url?: string }
    const { clients } = this.#options.scope
    const page = nearest(await this.#pages())
    const address = url ?? `${this.#options.base_path}/`
    if (!page) return void (await clients.openWindow(address))
    // A browser may refuse to bring a page to the front; it goes to the message all the same.
    await page.focus().catch(() => {})
    tell(page, { open: address })
  }

  /** The browser replaced the subscription by itself; no page may be open to say so. */
  async renew({
    oldSubscription: old,
    newSubscription,
  }: Pick<ChangeEvent, 'oldSubscription' | 'newSubscription'>) {
    const former = old?.toJSON()
    const applicationServerKey = old?.options.applicationServerKey
    if (!former?.keys || !applicationServerKey) return
    const made =
      newSubscription ??
      (await this.#options.scope.registration.pushManager.subscribe({
        userVisibleOnly: true,
        applicationServerKey,
      }))
    const { endpoint, keys } = made.toJSON()
    // If the server is away now, the next page that opens tells it.
    await this.#options.fetch(`${this.#options.base_path}/push/renewals`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        former: { endpoint: former.endpoint, auth: former.keys['auth'] },
        subscription: { endpoint, keys },
      }),
    })
  }

  async #show(content: Extract<PushContent, { type: 'notice' }> | undefined): Promise<void> {
    const { scope, base_path } = this.#options
    const pages = await this.#pages()
    const { title, tag, path, told_at, ...said } = content ?? UNKNOWN
    await scope.registration.showNotification(title, {
      ...{ tag, body: said.body, lang: said.lang },
      icon: `${base_path}/icons/icon-192.png`,
      data: { url: base_path + path, told_at },
      // Somebody looks at a page, which says it itself.
      silent: pages.some(({ focused }) => focused),
    })
    for (const page of pages) tell(page, { pushed: tag })
  }

  async #close(tags: readonly string[]): Promise<void> {
    for (const tag of tags)
      for (const shown of await this.#options.scope.registration.getNotifications({ tag })) shown.close()
  }

  async #pages(): Promise<WorkerPage[]> {
    const { scope, base_path } = this.#options
    const all = await scope.clients.matchAll({ type: 'window', includeUncontrolled: true })
    return all.filter(({ url }) => new URL(url).pathname.startsWith(`${base_path}/`))
  }
}

const UNKNOWN = { title: 'Lectern', tag: 'lectern', body: '', lang: 'en', path: '/my/notices', told_at: '' }

const tell = (page: WorkerPage, message: { open: string } | { pushed: string }): void =>
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a page of this origin, not a window
  page.postMessage(message)

const read = (text: string): PushContent | undefined => {
  try {
    const content = JSON.parse(text) as PushContent
    return content.type === 'notice' || content.type === 'close' ? content : undefined
  } catch {
    return undefined
  }
}

const nearest = (pages: readonly WorkerPage[]): WorkerPage | undefined =>
  pages.find(({ focused }) => focused) ??
  pages.find(({ visibilityState }) => visibilityState === 'visible') ??
  pages[0]
