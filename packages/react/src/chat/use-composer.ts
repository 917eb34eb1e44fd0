import { useRef, type RefObject } from 'react'
import type { ConversationHandle } from '@lectern/client'
import { countChars, LIMITS } from '@lectern/protocol'
import { useConversationHandle, useDraft } from '../hooks/hooks.ts'
import { useSnapshot } from '../hooks/use-store.ts'
import { useSurroundings } from '../instructor-chat-context.tsx'
import { reasonOf } from '../reason.ts'
import type { Composing, Desk } from './desk.ts'

export interface Composer {
  handle: ConversationHandle
  area: RefObject<HTMLTextAreaElement | null>
  composing: Composing
  text: string
  setText: (text: string) => void
  /** Sends or saves; does nothing while the text is empty or too long. */
  submit: () => void
  canSubmit: boolean
  /** Leaves the edit or the reply. */
  cancel: () => void
  desk: Desk
}

const fits = (text: string): boolean =>
  text.trim() !== '' && (text.length <= LIMITS.message_chars || countChars(text) <= LIMITS.message_chars)

/** What is being written: a draft of the SDK, or an edit on the desk. */
export const useComposer = (conversationId: string): Composer => {
  const { desks, labels } = useSurroundings()
  const area = useRef<HTMLTextAreaElement>(null)
  const desk = desks.of(conversationId)
  const handle = useConversationHandle(conversationId)
  const composing = useSnapshot(desk.composing)
  const [draft, setDraft] = useDraft(conversationId)
  const text = composing.mode === 'edit' ? composing.text : draft
  const canSubmit = fits(text)

  const save = (edit: Extract<Composing, { mode: 'edit' }>): void => {
    desk.composing.set({ mode: 'new' })
    if (edit.text === edit.message.content) return
    handle.edit(edit.message.id, edit.text).catch((error: unknown) => {
      desk.notice.set(labels.editFailed(reasonOf(error, labels)))
      if (desk.composing.get().mode === 'new') desk.composing.set(edit)
    })
  }
  const send = (): void => {
    handle.send(draft, composing.mode === 'reply' ? { reply_to_id: composing.to.id } : {})
    setDraft('')
    desk.composing.set({ mode: 'new' })
  }
  return {
    handle,
    area,
    composing,
    text,
    desk,
    canSubmit,
    setText: (typed) => {
      if (composing.mode === 'edit') return desk.composing.set({ ...composing, text: typed })
      setDraft(typed)
      handle.setTyping(typed.trim() !== '')
    },
    submit: () => {
      if (!canSubmit) return
      if (composing.mode === 'edit') save(composing)
      else send()
    },
    cancel: () => desk.composing.set({ mode: 'new' }),
  }
}
