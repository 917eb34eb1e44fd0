import type { RefObject } from 'react'
import type { ConversationHandle } from '@lectern/client'
import type { Composing, ConversationView } from '../context/conversation-view.ts'
import type { Edit } from '../ui/edit-text.ts'

/** What is being written in a conversation or a thread, for the parts that stand around its field. */
export interface Composer {
  handle: ConversationHandle
  view: ConversationView
  composing: Composing
  text: string
  setText: (text: string) => void
  area: RefObject<HTMLTextAreaElement | null>
  /** Changes the text as if typed, so that the browser's undo knows it. */
  edit: (edit: Edit) => void
  /** Types at the caret. */
  insert: (text: string) => void
  /** Sends or saves; does nothing while the text is empty or too long. */
  submit: () => void
  canSubmit: boolean
  /** It was to be sent, and one of its files cannot go. */
  isHeldByFile: boolean
  /** Says no more what went wrong last. */
  dismiss: () => void
  /** Leaves the edit or the reply. */
  cancel: () => void
  pickingEmoji: boolean
  setPickingEmoji: (picking: boolean) => void
}
