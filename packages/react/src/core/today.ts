import { Cell, type Store } from '@lectern/client'
import { after, dayOf, untilNextDay } from './clock.ts'

/** A machine may have slept, or its clock may have been set: the day is looked at this often. */
const LOOK_MS = 60_000

/** The current day (`dayOf`) by the server's time; "Today" becomes "Yesterday" at midnight without a reload. */
export class Today implements Store<number> {
  readonly #now: () => number
  readonly #day: Cell<number>
  #listeners = 0
  #cancel = (): void => {}

  constructor(now: () => number) {
    this.#now = now
    this.#day = new Cell(dayOf(now()))
  }

  readonly get = (): number => this.#day.get()

  readonly subscribe = (listener: () => void): (() => void) => {
    const stop = this.#day.subscribe(listener)
    if (this.#listeners++ === 0) this.#look()
    return () => {
      stop()
      if (--this.#listeners === 0) this.#cancel()
    }
  }

  readonly #look = (): void => {
    const moment = this.#now()
    this.#day.set(dayOf(moment))
    this.#cancel = after(Math.min(Math.max(1, untilNextDay(moment)), LOOK_MS), this.#look)
  }
}
