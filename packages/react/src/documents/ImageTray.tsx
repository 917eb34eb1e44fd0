import { useRef } from 'react'
import type { Upload } from '@lectern/client'
import { useLabels } from '../context/texts-context.ts'
import { TrayItem } from '../attachments/Tray.tsx'

export interface ImageTrayProps {
  /** As `chat.documents.images.of(key)` has them, with what the text says that they show. */
  uploads: readonly Upload[]
  /** Somebody says what one shows. */
  onDescribe: (upload: Upload, alt: string) => void
  /** One was given up. */
  onRemoved: (upload: Upload) => void
}

/** The images that were chosen for a text: how far each has come, what it shows, and the way back. */
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
