// The user's emoji and skin tone: kept on the device until they sign out.
import { Cell, type EndReason, type SessionState, type Store } from '@lectern/client'
import type { Tone } from './emoji-set.ts'

/** Offered to a new user, in the order in which classes use them. */
export const QUICK_REACTIONS = ['👍', '❤️', '😂', '🎉', '🤔', '👀', '✅', '🙏'] as const

const KEPT = 16

export interface EmojiHabits {
  /** The latest first, at most sixteen. */
  used: readonly string[]
  tone: Tone
}

const NONE: EmojiHabits = { used: [], tone: 0 }

/** The person signed out themselves, here or in another tab. */
const hasLeft = (reason: EndReason | undefined): boolean => reason === undefined || reason === 'elsewhere'

export class EmojiMemory {
  readonly #habits = new Cell(NONE)
  #user_id: string | undefined

  constructor(session: Store<SessionState>) {
    const follow = () => this.#follow(session.get())
    follow()
    session.subscribe(follow)
  }

  get habits(): Store<EmojiHabits> {
    return this.#habits
  }

  use(emoji: string): void {
    const { used, tone } = this.#habits.get()
    this.#keep({ used: [emoji, ...used.filter((other) => other !== emoji)].slice(0, KEPT), tone })
  }

  prefer(tone: Tone): void {
    this.#keep({ ...this.#habits.get(), tone })
  }

  #follow(session: SessionState): void {
    if (session.status === 'signed_in') {
      if (this.#user_id === session.user.id) return
      this.#user_id = session.user.id
      this.#habits.set(readHabits(keyOf(session.user.id)))
    } else if (session.status === 'signed_out' && hasLeft(session.reason)) {
      if (this.#user_id !== undefined) forget(keyOf(this.#user_id))
      this.#user_id = undefined
      this.#habits.set(NONE)
    }
  }

  #keep(habits: EmojiHabits): void {
    this.#habits.set(habits)
    if (this.#user_id === undefined) return
    try {
      localStorage.setItem(keyOf(this.#user_id), JSON.stringify(habits))
    } catch {
      // A full or forbidden storage only loses the habit.
    }
  }
}

const keyOf = (user_id: string): string => `lectern.emoji.${user_id}`

const readHabits = (key: string): EmojiHabits => {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? '{}')
    return typeof kept === 'object' ? { ...NONE, ...kept } : NONE
  } catch {
    return NONE
  }
}

const forget = (key: string): void => {
  try {
    localStorage.removeItem(key)
  } catch {
    // Nothing was kept.
  }
}
