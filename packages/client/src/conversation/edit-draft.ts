// The edit of a message that its author has not saved yet. It is a draft among the others: kept across a reload,
// and the same in every tab.
import type { Message } from '@lectern/protocol'
import type { Store } from '../core/store.ts'
import { jsonIn } from './json-draft.ts'
import type { Meant } from './meant.ts'

/** `message` is as it was when the edit began. */
export interface EditDraft {
  message: Message
  text: string
  /** Whom the names in the text mean; undefined in an edit that an earlier version kept. */
  meant?: readonly Meant[]
}

/** The text of a draft that holds an edit; empty without one. */
export const writeEdit = (edit: EditDraft | undefined): string => (edit ? JSON.stringify(edit) : '')

/** The edit in a draft; the same object until the draft changes. */
export const editIn = (draft: Store<string>): Store<EditDraft | undefined> => jsonIn(draft, undefined)
