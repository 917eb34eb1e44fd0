// A chat's place among the tabs of its browser: one of them has the connection to the server and sends.
import type { Me } from '@lectern/protocol'
import type { Emits } from '../core/emitter.ts'
import type { Clock } from '../core/clock.ts'
import { Leadership } from './leadership.ts'
import type { ItemNews } from '../outbox/outbox-store.ts'
import type { BrowserTabs } from '../core/browser-tabs.ts'
import { TabChannel, type TabMessages } from './tab-channel.ts'
import { TabTransport } from './tab-transport.ts'
import type { Link, LinkEvents, Transport, TransportName } from '../connection/transport.ts'
import type { UploadNews } from '../uploads/upload-store.ts'
import { uuidv7 } from '../core/uuid.ts'

export interface TabGroupOptions {
  tabs: BrowserTabs
  /** Whether the other tabs have the same storage, and can send what this one wrote. */
  shared: boolean
  apiUrl: string
  clock: Clock
  /** The connection of a tab that leads or is alone. */
  own: Transport
  events: Emits<TabEvents>
}

/** Messages of the other tabs, and whether this tab sends for all that share its storage. */
export interface TabEvents {
  leads: boolean
  item_heard: ItemNews
  upload_heard: UploadNews
  draft_heard: TabMessages['draft']
  /** A person at another tab wants to be online now. */
  nudged: undefined
  signed_in_elsewhere: Me
  signed_out_elsewhere: { user_id: string; reason?: 'revoked' | undefined }
}

interface Membership {
  user_id: string
  leadership: Leadership
  sender: Leadership | undefined
  line: TabTransport
  stops: ((() => void) | undefined)[]
}

export class TabGroup implements Transport {
  readonly #options: TabGroupOptions
  readonly #channel: TabChannel
  #membership: Membership | undefined

  constructor(options: TabGroupOptions) {
    const { tabs, apiUrl, clock, events } = options
    this.#options = options
    this.#channel = new TabChannel(uuidv7(clock), tabs.channel(`lectern ${apiUrl}`))
    // All tabs share one cookie, whoever their person is.
    this.#channel.onAny('signed_in', (user) => events.emit('signed_in_elsewhere', user))
    this.#channel.onAny('signed_out', ({ reason }, user_id) =>
      events.emit('signed_out_elsewhere', { user_id, reason }),
    )
  }

  get name(): TransportName {
    return this.#line.name
  }

  get fallback(): boolean {
    return this.#line.fallback
  }

  open(user_id: string, events: LinkEvents): Link {
    return this.#line.open(user_id, events)
  }

  /** Joins the tabs of this user. */
  enter(user_id: string): void {
    this.leave()
    const { tabs, shared, apiUrl, own, clock, events } = this.#options
    const channel = this.#channel
    const name = `lectern ${apiUrl} ${user_id}`
    // The tab with the line may have a storage of its own. It cannot send what the others wrote.
    const sender = shared ? new Leadership(tabs.locks, `${name} outbox`) : undefined
    const leadership = new Leadership(tabs.locks, name, sender)
    const tellLead = () => events.emit('leads', sender?.leading.get() ?? true)
    const stops = [
      sender?.leading.subscribe(tellLead),
      channel.on('outbox', user_id, (news) => events.emit('item_heard', news)),
      channel.on('upload', user_id, (news) => events.emit('upload_heard', news)),
      channel.on('draft', user_id, (draft) => events.emit('draft_heard', draft)),
      channel.on('nudge', user_id, () => events.emit('nudged', undefined)),
    ]
    const line = new TabTransport({ own, leadership, channel, user_id, clock })
    this.#membership = { user_id, leadership, sender, line, stops }
    tellLead()
  }

  leave(): void {
    const membership = this.#membership
    this.#membership = undefined
    for (const stop of membership?.stops ?? []) stop?.()
    membership?.line.close()
    membership?.leadership.close()
    membership?.sender?.close()
  }

  tellOutbox(user_id: string, news: ItemNews): void {
    this.#channel.say('outbox', user_id, news)
  }

  tellUpload(user_id: string, news: UploadNews): void {
    this.#channel.say('upload', user_id, news)
  }

  tellDraft(user_id: string, draft: TabMessages['draft']): void {
    this.#channel.say('draft', user_id, draft)
  }

  tellSignedIn(user: Me): void {
    this.#channel.say('signed_in', user.id, user)
  }

  tellSignedOut(user_id: string, reason?: 'revoked'): void {
    this.#channel.say('signed_out', user_id, reason ? { reason } : {})
  }

  nudge(): void {
    if (this.#membership) this.#channel.say('nudge', this.#membership.user_id, {})
  }

  close(): void {
    this.leave()
    this.#channel.close()
  }

  get #line(): Transport {
    return this.#membership?.line ?? this.#options.own
  }
}
