// Who is meant by a name in an unsent text. Two members may have one name, so the person who was chosen is kept
// with the place of the mention. It is a draft among the others: kept across a reload, and the same in every tab.
import type { Mention } from '@lectern/protocol'
import type { Store } from '../core/store.ts'
import { jsonIn } from './json-draft.ts'

/** At `at`, the text has `@` and this name. */
export interface Meant {
  at: number
  name: string
  user_id: string
}

const NOBODY: readonly Meant[] = []

/** The text of a draft that holds them; empty without any. */
export const writeMeant = (meant: readonly Meant[]): string =>
  meant.length === 0 ? '' : JSON.stringify(meant)

/** Those in a draft; the same array until the draft changes. */
export const meantIn = (draft: Store<string>): Store<readonly Meant[]> => jsonIn(draft, NOBODY)

/** Mentions by id, with the first name that is known of each. */
export const namesOf = (ids: readonly string[], people: readonly Mention[]): Mention[] =>
  ids.flatMap((user_id) => {
    const found = people.find((each) => each.user_id === user_id)
    return found ? [{ user_id, name: found.name }] : []
  })
