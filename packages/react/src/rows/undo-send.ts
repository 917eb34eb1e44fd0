import type { ConversationHandle } from '@lectern/client'
import type { Labels } from '../labels/labels.ts'
import type { ConversationView } from '../context/conversation-view.ts'

/** Takes back the last message; its text, citations, reply and question mark return to the composer. */
export const undoSend = (view: ConversationView, handle: ConversationHandle, labels: Labels): void => {
  const sent = view.justSent.get()
  if (!sent) return
  view.justSent.set(undefined)
  handle.takeBack(sent.id).catch((error: unknown) => view.notice.fail(error, labels))
  const { thread_id } = view
  const draft = handle.draftOf(thread_id).get()
  const text = [sent.text, draft].filter(Boolean).join('\n\n')
  handle.setDraft(text, thread_id)
  // What was meant in the present draft has moved behind the text that returns.
  const later = handle.meantOf(thread_id).get()
  const by = text.length - draft.length
  handle.setMeant([...sent.meant, ...later.map((each) => ({ ...each, at: each.at + by }))], thread_id)
  view.asking.set(sent.question)
  view.citations.set([...sent.citations, ...view.citations.get()])
  if (view.composing.get().mode === 'edit') return
  view.compose(sent.to ? { mode: 'reply', to: sent.to } : { mode: 'new' })
}
