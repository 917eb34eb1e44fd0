import { useRef, useState, type DragEvent, type ReactNode } from 'react'
import { useLabels } from '../context/texts-context.ts'
import { AttachIcon } from '../ui/icons.tsx'
import { dropped } from './dropped.ts'
import { useAttach } from './use-attach.ts'

export interface DropZoneProps {
  conversationId: string
  /** The conversation cannot be written to, so it takes no files. */
  disabled: boolean
  children: ReactNode
}

/** The whole conversation takes dropped files. */
export const DropZone = ({ conversationId, disabled, children }: DropZoneProps) => {
  const labels = useLabels()
  const attach = useAttach(conversationId)
  const [over, setOver] = useState(false)
  /** Every child element also fires enter and leave events. */
  const depth = useRef(0)
  const track = (by: 1 | -1) => (event: DragEvent) => {
    if (disabled || !hasFiles(event)) return
    event.preventDefault()
    depth.current = Math.max(0, depth.current + by)
    setOver(depth.current > 0)
  }
  return (
    <div
      className="lectern-drop-zone"
      onDragEnter={track(1)}
      onDragLeave={track(-1)}
      onDragOver={(event) => {
        if (disabled || !hasFiles(event)) return
        event.preventDefault()
        event.dataTransfer.dropEffect = 'copy'
      }}
      onDrop={(event) => {
        if (disabled || !hasFiles(event)) return
        event.preventDefault()
        depth.current = 0
        setOver(false)
        const { files, folders } = dropped(event.dataTransfer)
        attach(files, folders)
      }}
    >
      {children}
      {over && (
        <div className="lectern-drop-hint" aria-hidden="true">
          <p>
            <AttachIcon size={28} />
            <span>{labels.dropHere}</span>
          </p>
        </div>
      )}
    </div>
  )
}

/** Dragged text and links belong to the element they are dropped on. */
const hasFiles = ({ dataTransfer }: DragEvent): boolean => dataTransfer.types.includes('Files')
