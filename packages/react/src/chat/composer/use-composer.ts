import { useMemo, useRef, useState } from 'react'
import { isHere, type Upload } from '@lectern/client'
import { isBlank, citationPart, LIMITS } from '@lectern/protocol'
import { useChatEnvironment } from '../../context/chat-context.ts'
import { useLabels } from '../../context/texts-context.ts'
import { useConversationHandle, useDraft } from '../../hooks/hooks.ts'
import { useLiveSnapshot, useSnapshot } from '../../hooks/use-store.ts'
import { isGivenUp } from '../../labels/reason.ts'
import { isTooLong } from './CharacterCount.tsx'
import { moveMeant } from './complete/move-meant.ts'
import { mentionsIn, mentionsOfEdit } from './complete/mentions.ts'
import type { Editing } from '../../context/conversation-view.ts'
import { isChanged } from '../../rows/editing.ts'
import type { Composer } from '../../rows/composer.ts'
import { editText, insertText } from '../../ui/edit-text.ts'

const fits = (text: string, files: readonly Upload[]): boolean =>
  (!isBlank(text) || files.length > 0) && !isTooLong(text)

const hasFailed = (files: readonly Upload[]): boolean => files.some(({ status }) => status === 'failed')

/** The text being written: a draft of the SDK, or an edit on the view, which is a draft as well. */
export const useComposer = (conversationId: string, threadId?: string): Composer => {
  const { views } = useChatEnvironment()
  const labels = useLabels()
  const view = views.of(conversationId, threadId)
  const handle = useConversationHandle(conversationId)
  const composing = useSnapshot(view.composing)
  const [draft] = useDraft(conversationId, threadId)
  const draftMeant = useSnapshot(handle.meantOf(threadId))
  const textArea = useTextArea()
  const [isRefused, setRefused] = useState(false)
  const [pickingEmoji, setPickingEmoji] = useState(false)
  const text = composing.mode === 'edit' ? composing.text : draft
  const files = useLiveSnapshot(handle.files)
  const carried = composing.mode === 'edit' ? [] : files
  const citations = useSnapshot(view.citations)
  const cites = citations.length > 0 && composing.mode !== 'edit' && !isTooLong(text)
  const canSubmit = (fits(text, carried) || cites) && !hasFailed(carried)

  const write = (typed: string): void => {
    const caret = textArea.area.current?.selectionEnd
    const meant = handle.meantOf(threadId).get()
    handle.setDraft(typed, threadId)
    if (meant.length > 0) handle.setMeant(moveMeant(meant, { before: draft, after: typed, caret }), threadId)
  }
  const keepEdit = (edit: Editing): void =>
    handle.setEdit(
      isChanged(edit) ? { message: edit.message, text: edit.text, meant: edit.meant } : undefined,
      threadId,
    )
  const endEdit = (): void => {
    view.composing.set({ mode: 'new' })
    handle.setEdit(undefined, threadId)
  }
  const save = (edit: Editing): void => {
    endEdit()
    if (!isChanged(edit)) return
    const mentions = mentionsOfEdit({ ...edit.message, ...edit }, handle.members.get().filter(isHere))
    const called = { mentions: mentions.slice(0, LIMITS.mentions_per_message) }
    handle.edit(edit.message.id, edit.text, called).catch((error: unknown) => {
      if (isGivenUp(error)) return
      view.notice.fail(error, labels, labels.editFailed)
      keepEdit(edit)
      if (view.composing.get().mode === 'new') view.composing.set(edit)
    })
  }
  const to = composing.mode === 'reply' ? composing.to : undefined
  /** What goes with the text, whenever it is sent. */
  const meaning = () => {
    const reply_to_id = threadId ?? to?.id
    const question = view.asking.get()
    const meant = handle.meantOf(threadId).get()
    const mentions = [...mentionsIn(draft, handle.members.get().filter(isHere), meant)]
    return {
      ...(reply_to_id !== undefined && { reply_to_id }),
      ...(question && { question }),
      ...(mentions.length > 0 && { mentions: mentions.slice(0, LIMITS.mentions_per_message) }),
    }
  }
  const clear = (): void => {
    write('')
    setRefused(false)
    view.composing.set({ mode: 'new' })
  }
  const send = (): void => {
    const question = view.asking.get()
    const meant = handle.meantOf(threadId).get()
    const id = handle.send(draft, {
      ...meaning(),
      ...(files.length > 0 && { uploads: files.map((upload) => upload.id) }),
      ...(citations.length > 0 && { parts: citations.map(citationPart) }),
    })
    view.offerUndo({ id, text: draft, to, question, citations, meant })
    clear()
  }
  return {
    ...textArea,
    handle,
    view,
    composing,
    text,
    canSubmit,
    written: () =>
      composing.mode !== 'edit' && fits(draft, []) && files.length === 0 && citations.length === 0
        ? { content: draft, ...meaning() }
        : undefined,
    clear: () => {
      view.asking.set(undefined)
      clear()
    },
    isHeldByFile: isRefused && hasFailed(carried),
    dismiss: () => {
      view.notice.set(undefined)
      setRefused(false)
    },
    pickingEmoji,
    setPickingEmoji,
    setText: (typed) => {
      if (composing.mode === 'edit') {
        const caret = textArea.area.current?.selectionEnd
        const meant = moveMeant(composing.meant, { before: composing.text, after: typed, caret })
        const edit = { ...composing, text: typed, meant }
        view.composing.set(edit)
        return keepEdit(edit)
      }
      write(typed)
      handle.setTyping(!isBlank(typed))
    },
    meant: composing.mode === 'edit' ? composing.meant : draftMeant,
    mean: (chosen) => {
      const now = view.composing.get()
      if (now.mode !== 'edit') return handle.setMeant([...handle.meantOf(threadId).get(), chosen], threadId)
      const edit = { ...now, meant: [...now.meant, chosen] }
      view.composing.set(edit)
      keepEdit(edit)
    },
    submit: () => {
      if (hasFailed(carried)) setRefused(true)
      if (!canSubmit) return
      if (composing.mode === 'edit') save(composing)
      else send()
    },
    cancel: () => (composing.mode === 'edit' ? endEdit() : view.composing.set({ mode: 'new' })),
  }
}

const useTextArea = (): Pick<Composer, 'area' | 'edit' | 'insert'> => {
  const area = useRef<HTMLTextAreaElement>(null)
  return useMemo(
    () => ({
      area,
      edit: (edit) => editText(area.current, edit),
      insert: (text) => insertText(area.current, text),
    }),
    [],
  )
}
