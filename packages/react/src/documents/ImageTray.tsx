import { useRef } from 'react'
import type { Upload } from '@lectern/client'
import { useLabels } from '../context/texts-context.ts'
import { TrayItem } from '../attachments/Tray.tsx'

export interface ImageTrayProps {
  /** The list of `chat.documents.images.of(key)`, with their alternative texts. */
  uploads: readonly Upload[]
  /** The alternative text of an image changed. */
  onDescribe: (upload: Upload, alt: string) => void
  /** An image was removed. */
  onRemoved: (upload: Upload) => void
}

/** The images of a text: their progress, their alternative texts and their removal. */
export const ImageTray = ({ uploads, onDescribe, onRemoved }: ImageTrayProps) => {
  const labels = useLabels()
  const list = useRef<HTMLUListElement>(null)
  if (uploads.length === 0) return null
  return (
    <ul ref={list} className="lectern-tray" aria-label={labels.documents.newImages} tabIndex={-1}>
      {uploads.map((upload) => (
        <TrayItem
          key={upload.id}
          upload={upload}
          onDescribe={(alt) => onDescribe(upload, alt)}
          onRemoved={() => {
            onRemoved(upload)
            list.current?.focus()
          }}
        />
      ))}
    </ul>
  )
}
