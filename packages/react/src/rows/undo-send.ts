import type { ConversationHandle } from '@lectern/client'
import type { Labels } from '../labels/labels.ts'
import { reasonOf } from '../labels/reason.ts'
import type { Desk } from '../context/desk.ts'

/** Takes back what was just sent; its text, what it cited and answered and whether it asked are in the composer again. */
export const undoSend = (desk: Desk, handle: ConversationHandle, labels: Labels): void => {
  const sent = desk.justSent.get()
  if (!sent) return
  desk.justSent.set(undefined)
  handle.takeBack(sent.id).catch((error: unknown) => desk.notice.set(labels.notDone(reasonOf(error, labels))))
  const { thread_id } = desk
  const draft = handle.draftOf(thread_id).get()
  handle.setDraft([sent.text, draft].filter(Boolean).join('\n\n'), thread_id)
  desk.asking.set(sent.question)
  desk.citations.set([...sent.citations, ...desk.citations.get()])
  if (desk.composing.get().mode === 'edit') return
  desk.compose(sent.to ? { mode: 'reply', to: sent.to } : { mode: 'new' })
}
