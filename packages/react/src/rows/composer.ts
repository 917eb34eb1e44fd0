import type { RefObject } from 'react'
import type { ConversationHandle, Meant } from '@lectern/client'
import type { PlanMessage } from '@lectern/protocol'
import type { Composing, ConversationView } from '../context/conversation-view.ts'
import type { Edit } from '../ui/edit-text.ts'

/** The composer's state in a conversation or thread, for the parts around its field. */
export interface Composer {
  handle: ConversationHandle
  view: ConversationView
  composing: Composing
  text: string
  setText: (text: string) => void
  /** Whom the names in the text mean, if that was chosen. */
  meant: readonly Meant[]
  /** The name at this place of the text means this person. */
  mean: (chosen: Meant) => void
  area: RefObject<HTMLTextAreaElement | null>
  /** Changes the text as if typed, so that the browser can undo it. */
  edit: (edit: Edit) => void
  /** Inserts at the caret. */
  insert: (text: string) => void
  /** Sends or saves; does nothing while the text is empty or too long. */
  submit: () => void
  canSubmit: boolean
  /** What would be sent now, without files and citations; undefined if there is nothing that may wait. */
  written: () => PlanMessage['message'] | undefined
  /** Takes the written away: it is kept elsewhere. */
  clear: () => void
  /** Sending was tried, and one of its files failed. */
  isHeldByFile: boolean
  /** Dismisses the last error. */
  dismiss: () => void
  /** Cancels the edit or the reply. */
  cancel: () => void
  pickingEmoji: boolean
  setPickingEmoji: (picking: boolean) => void
}
