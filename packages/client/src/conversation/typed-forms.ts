// What a person typed into forms: a reply in a card, the reason of a report, the name of a new group. It is a draft
// like any other: kept across a reload, the same in every tab, wiped at sign-out.
import type { Store } from '../core/store.ts'
import type { Drafts } from './drafts.ts'
import { jsonIn } from './json-draft.ts'

/** By the name of a field. */
export type Typed = Readonly<Record<string, string>>
/** By the name of a form; a form in which nothing was typed is missing. */
export type FormsOf = Readonly<Record<string, Typed>>

/** What is typed in forms, by place. A place is a card, a dialog: whatever has forms and an id. */
export class TypedForms {
  readonly #drafts: Pick<Drafts, 'of' | 'set'>
  readonly #stores = new Map<string, Store<FormsOf>>()

  constructor(drafts: Pick<Drafts, 'of' | 'set'>) {
    this.#drafts = drafts
  }

  /** Returns the same store for the same place; its value is the same object until somebody types. */
  at(place: string): Store<FormsOf> {
    const store = this.#stores.get(place) ?? jsonIn(this.#drafts.of(keyOf(place)), NOTHING)
    this.#stores.set(place, store)
    return store
  }

  /** Keeps what is typed in one form; without it, the form is as nobody had typed there. */
  set(place: string, form: string, typed: Typed | undefined): void {
    const { [form]: _, ...others } = this.at(place).get()
    const forms = typed ? { ...others, [form]: typed } : others
    this.#drafts.set(keyOf(place), Object.keys(forms).length > 0 ? JSON.stringify(forms) : '')
  }
}

const keyOf = (place: string): string => `form ${place}`

const NOTHING: FormsOf = {}
