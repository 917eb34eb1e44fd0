// What lies on a person's desk for one conversation: kept while they look at another one.
import { Cell } from '@lectern/client'
import type { Message } from '@lectern/protocol'
import type { VirtualItem } from '@tanstack/react-virtual'

/** What the composer is for at the moment. `text` is the edit so far; a new message's text is the SDK's draft. */
export type Composing =
  { mode: 'new' } | { mode: 'reply'; to: Message } | { mode: 'edit'; message: Message; text: string }

/** Where a conversation was left: the first visible item and how far it was scrolled past, or its end. */
export interface ScrollPlace {
  key: string
  past_px: number
  at_end: boolean
  /** Heights already measured, so that coming back lands on the pixel. */
  sizes: VirtualItem[]
}

export class Desk {
  readonly composing = new Cell<Composing>({ mode: 'new' })
  /** What went wrong with the last act, in words. */
  readonly notice = new Cell<string | undefined>(undefined)
  /** Raised to have the composer take the focus. */
  readonly focusWanted = new Cell(0)
  #scroll: ScrollPlace | undefined

  get scroll(): ScrollPlace | undefined {
    return this.#scroll
  }

  keepPlace(place: ScrollPlace | undefined): void {
    this.#scroll = place
  }

  compose(composing: Composing): void {
    this.composing.set(composing)
    this.focusWanted.update((count) => count + 1)
  }
}

/** One desk per conversation, made when first needed. */
export class Desks {
  readonly #desks = new Map<string, Desk>()

  of(conversation_id: string): Desk {
    const desk = this.#desks.get(conversation_id) ?? new Desk()
    this.#desks.set(conversation_id, desk)
    return desk
  }
}
