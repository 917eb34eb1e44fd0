import { useState } from 'react'
import { useChat } from '../context/chat-context.ts'
import { useLabels } from '../context/texts-context.ts'
import { ChevronIcon } from '../ui/icons.tsx'
import { reasonOf } from '../labels/reason.ts'
import { lazyPart } from '../ui/lazy-part.tsx'
import type { FilePart } from './parts.ts'
import { Alert } from '../ui/Alert.tsx'

/**
 * The part of a file that is read: enough for a first look. A notebook is useless in part, and contains
 * pictures.
 */
const MAX_BYTES = { text: 64 * 1024, notebook: 4 * 1024 ** 2 }

type Reading =
  | { is: 'closed' }
  | { is: 'loading' }
  | { is: 'failed'; reason: string }
  | { is: 'open'; text: string; more: boolean }

export const LazyOpenedText = lazyPart(async () => (await import('./OpenedText.tsx')).OpenedText)

/** A text, code or notebook file, read on demand. */
export const TextPreview = ({ part, kind }: { part: FilePart; kind: 'text' | 'notebook' }) => {
  const labels = useLabels()
  const { attachments } = useChat()
  const [reading, setReading] = useState<Reading>({ is: 'closed' })
  const open = async (): Promise<void> => {
    setReading({ is: 'loading' })
    try {
      const read = attachments.read(part.attachment_id, MAX_BYTES[kind])
      const [found] = await Promise.all([read, LazyOpenedText.want()])
      setReading({ is: 'open', ...found })
    } catch (error) {
      setReading({ is: 'failed', reason: reasonOf(error, labels) })
    }
  }
  const isOpen = reading.is === 'open'
  return (
    <div
      className="lectern-file-preview"
      data-open={isOpen || undefined}
      // Prose wraps; code and tables of values do not.
      data-prose={part.media_type === 'text/plain' || part.media_type === 'text/markdown' || undefined}
    >
      <button
        type="button"
        className="lectern-file-fold"
        aria-expanded={isOpen}
        aria-busy={reading.is === 'loading' || undefined}
        onClick={() => (isOpen ? setReading({ is: 'closed' }) : void open())}
      >
        <ChevronIcon size={14} />
        <span>
          {isOpen ? labels.hidePreview : reading.is === 'loading' ? labels.loading : labels.showPreview}
        </span>
      </button>
      {reading.is === 'failed' && <Alert>{labels.notDone(reading.reason)}</Alert>}
      {reading.is === 'open' && (
        <LazyOpenedText part={part} kind={kind} text={reading.text} more={reading.more} />
      )}
    </div>
  )
}
