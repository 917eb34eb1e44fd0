// What concerns the signed-in person. Most of it is loaded when it is first asked for; here is only what the frames need.
import type { NoticesFrame } from '@lectern/protocol'
import { Cell, type Store } from '../core/store.ts'
import { noticeCore, type NoticeOptions } from './notice-core.ts'
import type { NoticeDesk } from './notice-desk.ts'

export class NoticeDoor {
  /** Of the tabs of this browser, this one speaks for all. */
  readonly leads: Store<boolean>
  readonly #leads = new Cell(false)
  readonly #options: NoticeOptions
  #desk: Promise<NoticeDesk> | undefined

  constructor(options: NoticeOptions) {
    this.#options = options
    this.leads = this.#leads
  }

  /** The list with its acts; the same at each call. Rejects if its code cannot be loaded; it may be asked again. */
  open(): Promise<NoticeDesk> {
    this.#desk ??= import('./notice-desk.ts').then(
      ({ NoticeDesk: Desk }) => new Desk(this.#options, noticeCore),
      (error: unknown) => {
        this.#desk = undefined
        throw error
      },
    )
    return this.#desk
  }

  lead(leads: boolean): void {
    this.#leads.set(leads)
  }

  take(frame: NoticesFrame): void {
    this.#tell((desk) => desk.take(frame))
  }

  /** A connection is live again. */
  resume(): void {
    this.#tell((desk) => desk.resume())
  }

  /** The user signed out, or another one signed in. */
  clear(): void {
    this.#tell((desk) => desk.clear())
  }

  /** What is not loaded has missed nothing: it reads everything when it is. */
  #tell(about: (desk: NoticeDesk) => void): void {
    void this.#desk?.then(about, () => {})
  }
}
