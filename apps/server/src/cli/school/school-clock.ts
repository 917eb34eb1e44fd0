import { systemClock, type Clock } from '../../platform/clock.ts'

/** The time in a school whose history is being written; timers are those of the machine. */
export class SchoolClock implements Clock {
  readonly after = systemClock.after
  readonly every = systemClock.every
  #now = systemClock.now()

  now(): number {
    return this.#now
  }

  set(moment: number): void {
    this.#now = moment
  }
}
