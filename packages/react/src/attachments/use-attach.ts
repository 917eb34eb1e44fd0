import { useCallback } from 'react'
import { LIMITS } from '@lectern/protocol'
import { useChatEnvironment } from '../context/chat-context.ts'
import { useTexts } from '../context/texts-context.ts'
import { useConversationHandle } from '../hooks/hooks.ts'

/** Takes files into the draft of a conversation, as many as a message may carry, and says what folders are. */
export const useAttach = (
  conversationId: string,
): ((files: readonly File[], folders?: readonly string[]) => void) => {
  const { views } = useChatEnvironment()
  const { labels, formats } = useTexts()
  const handle = useConversationHandle(conversationId)
  return useCallback(
    (files, folders = []) => {
      const view = views.of(conversationId)
      // An edit has no files: attached files belong to the next message.
      if (view.composing.get().mode === 'edit') view.composing.set({ mode: 'new' })
      const limit = LIMITS.attachments_per_message
      const fitting = files.slice(0, Math.max(0, limit - handle.files.get().length))
      const left = files.length - fitting.length
      if (fitting.length > 0) handle.attach(fitting)
      if (left > 0) view.notice.set(labels.tooManyFiles(left, limit))
      else if (folders.length > 0) view.notice.set(labels.noFolders(folders.length, formats.names(folders)))
      view.focusWanted.update((count) => count + 1)
    },
    [views, labels, formats, handle, conversationId],
  )
}

/**
 * The files of a paste or a drop. Programs that copy text often add a picture of it; then the text is wanted. A file
 * manager adds the names or the addresses of its files; then they are.
 */
export const filesIn = (data: DataTransfer | null): File[] => {
  if (!data || data.files.length === 0) return []
  const files = [...data.files]
  const text = data.types.includes('text/plain') ? data.getData('text/plain') : ''
  return namesOnly(text, files) ? files : []
}

const namesOnly = (text: string, files: readonly File[]): boolean => {
  const names = new Set(files.map(({ name }) => name.normalize()))
  const lines = text.split(/[\r\n]+/u).filter((line) => line.trim() !== '' && !FILE_MANAGER.test(line))
  return lines.every((line) => names.has(baseName(line.trim())))
}

/** The first lines of some file managers. */
const FILE_MANAGER = /^(?:x-special\/|copy$|cut$)/u

const baseName = (path: string): string => {
  const name =
    path
      .replace(/[?#].*$/u, '')
      .split(/[/\\]/u)
      .at(-1) ?? ''
  if (!/^[a-z][\w+.-]*:\/\//iu.test(path)) return name.normalize()
  try {
    return decodeURIComponent(name).normalize()
  } catch {
    return name
  }
}
