// The list of notices without a network: stories and tests set what the server would tell.
import { Cell, type NoticesState } from '@lectern/client'
import type { Hearing, Notice } from '@lectern/protocol'

export class FakeNotices {
  readonly state = new Cell<NoticesState>({ status: 'ready', notices: [], has_more: false, open: 0 })
  readonly leads = new Cell(true)
  /** Of any message, by person; undefined for oneself. */
  hearingOf: (user_id: string | undefined) => Hearing = () => ({
    ...{ user_id: '', heard: false, because: 'level', level: 'mentions', level_of: 'house' },
  })
  /** What was asked, in order. */
  readonly acts: unknown[][] = []

  open = () => Promise.resolve(this)
  ensure(): void {}
  onArrival = () => () => {}

  show(notices: readonly Notice[], changes: Partial<NoticesState> = {}): void {
    const open = notices.filter(({ ended_at }) => ended_at === undefined).length
    this.state.set({ status: 'ready', notices, has_more: false, open, ...changes })
  }

  refresh(): Promise<void> {
    return this.#did('refresh')
  }

  loadMore(): Promise<void> {
    return this.#did('loadMore')
  }

  dismissAll(): Promise<void> {
    return this.#did('dismissAll')
  }

  dismiss({ message_id }: Notice): Promise<void> {
    return this.#did('dismiss', message_id)
  }

  async hearing(_message: unknown, user_id?: string): Promise<Hearing> {
    return this.hearingOf(user_id)
  }

  async #did(...act: unknown[]): Promise<void> {
    this.acts.push(act)
  }
}
