import type { Message, Window } from '@lectern/protocol'
import type { Clock } from '../core/clock.ts'
import { toApiError, type ApiError } from '../core/errors.ts'
import type { Http } from '../http/http.ts'
import { sendDelete, sendEdit, sendNew } from './outbox-calls.ts'
import { withFilesAgain, type OutboxFiles } from './outbox-files.ts'
import { acknowledged, failed, isMoot, queued, withoutWish, type OutboxItem } from './outbox-item.ts'
import type { OutboxPurge } from './outbox-purge.ts'
import type { OutboxShelf } from './outbox-shelf.ts'

export interface OutboxSendingOptions {
  options: {
    http: Http
    clock: Clock
    epoch?: () => string | undefined
    receiver: () => (window: Window) => void
    files?: OutboxFiles
  }
  shelf: OutboxShelf
  purge: OutboxPurge
  confirm: (messages: readonly Message[], epoch: string | undefined) => void
  resubmit: () => void
}

/** One item on the wire, and what becomes of it. */
export class OutboxSending {
  readonly #options: OutboxSendingOptions['options']
  readonly #shelf: OutboxShelf
  readonly #purge: OutboxPurge
  readonly #confirm: OutboxSendingOptions['confirm']
  readonly #resubmit: () => void

  constructor({ options, shelf, purge, confirm, resubmit }: OutboxSendingOptions) {
    this.#options = options
    this.#shelf = shelf
    this.#purge = purge
    this.#confirm = confirm
    this.#resubmit = resubmit
  }

  /** Answers what stood in the way when it is worth another try. */
  async send(item: OutboxItem): Promise<ApiError | undefined> {
    const isStored = item.status === 'acknowledged'
    if (!isStored) this.#shelf.put({ ...item, status: 'sending', tried: true })
    try {
      await (isStored ? this.#sendWish(item) : this.#sendNew(item))
    } catch (error) {
      const now = this.#shelf.get(item.id)
      if (now?.status === (isStored ? 'acknowledged' : 'sending')) return this.#failed(now, toApiError(error))
    }
    return undefined
  }

  acknowledge(item: OutboxItem, stored: Message, epoch: string | undefined): void {
    const acknowledged_at = this.#options.clock.now()
    this.#shelf.put(acknowledged(item, { stored, acknowledged_at, epoch }))
    this.#purge.later()
  }

  async #sendNew(item: OutboxItem): Promise<void> {
    const receive = this.#options.receiver()
    const epoch = this.#options.epoch?.()
    // On disk first: after a crash nobody may take it for one that was never on the wire.
    await this.#shelf.saved
    const { window } = await sendNew(this.#options.http, item)
    this.#confirm(window.messages, epoch)
    receive(window)
    const stored = window.messages.find(({ id }) => id === item.action?.message_id)
    if (stored) this.acknowledge(this.#shelf.get(item.id) ?? item, stored, epoch)
    // Answered out of a log that has been replaced meanwhile, perhaps: the new one may lack it.
    if (epoch !== this.#options.epoch?.()) this.#resubmit()
  }

  /** What its author wanted while it was on its way. */
  async #sendWish(item: OutboxItem): Promise<void> {
    const { id, undone, edit = '' } = item
    const { http } = this.#options
    const receive = this.#options.receiver()
    const { window } = await (undone ? sendDelete(http, item) : sendEdit(http, item, edit))
    const now = this.#shelf.get(id)
    if (now && (undone || (now.edit === edit && !now.undone))) this.#shelf.put(withoutWish(now))
    this.#confirm(window.messages, this.#options.epoch?.())
    receive(window)
  }

  #failed(item: OutboxItem, error: ApiError): ApiError | undefined {
    const isStored = item.status === 'acknowledged'
    if (!error.transient && isMoot(item)) return void this.#shelf.remove(item)
    const again = withFilesAgain(item, error, this.#options.files)
    if (again) return void this.#shelf.put(again)
    if (!error.transient) return void this.#shelf.put(isStored ? withoutWish(item) : failed(item, error))
    if (!isStored) this.#shelf.put(queued(item))
    return error
  }
}
