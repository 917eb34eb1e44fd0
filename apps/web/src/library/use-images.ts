import { dropped, filesIn, insertText } from '@lectern/react'
import { useState, type ClipboardEvent, type DragEvent, type RefObject } from 'react'
import { texts } from '../texts/texts.ts'
import { useToasts } from '../ui/toasts.ts'
import { imageText } from './image-text.ts'
import type { Editor } from './use-editor.ts'

/** Inserts images into a text: at the caret at once, and uploads them meanwhile. */
export const useImages = (editor: Editor, area: RefObject<HTMLTextAreaElement | null>) => {
  const toasts = useToasts()
  const [isOver, setOver] = useState(false)
  const take = (files: readonly File[]) => {
    const images = files.filter(({ type }) => /^image\/(?!svg)/.test(type))
    if (images.length < files.length) toasts.note(texts.library.onlyImages)
    if (images.length === 0) return
    const ids = editor.addImages(images)
    insertText(area.current, ids.map((id) => imageText(id)).join('\n\n'))
  }
  const handlers = {
    'data-over': isOver || undefined,
    onPaste: (event: ClipboardEvent) => {
      const files = filesIn(event.clipboardData)
      if (files.length === 0) return
      event.preventDefault()
      take(files)
    },
    onDragOver: (event: DragEvent) => {
      if (!event.dataTransfer.types.includes('Files')) return
      event.preventDefault()
      setOver(true)
    },
    onDragLeave: () => setOver(false),
    onDrop: (event: DragEvent) => {
      if (!event.dataTransfer.types.includes('Files')) return
      event.preventDefault()
      setOver(false)
      take(dropped(event.dataTransfer).files)
    },
  }
  return { take, handlers }
}
