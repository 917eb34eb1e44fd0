import { useState } from 'react'
import { useChat } from '../context/chat-context.ts'
import { useLabels } from '../context/texts-context.ts'
import { ChevronIcon } from '../ui/icons.tsx'
import { reasonOf } from '../labels/reason.ts'
import { CodeBlock } from '../text/CodeBlock.tsx'
import { Markdown } from '../text/Markdown.tsx'
import { languageOf } from './file-kind.ts'
import { readNotebook, type NotebookCell } from './notebook.ts'
import type { FilePart } from './parts.ts'

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

/** A text, code or notebook file, read on demand. */
export const TextPreview = ({ part, kind }: { part: FilePart; kind: 'text' | 'notebook' }) => {
  const labels = useLabels()
  const { attachments } = useChat()
  const [reading, setReading] = useState<Reading>({ is: 'closed' })
  const open = async (): Promise<void> => {
    setReading({ is: 'loading' })
    try {
      setReading({ is: 'open', ...(await attachments.read(part.attachment_id, MAX_BYTES[kind])) })
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
      {reading.is === 'failed' && <p role="alert">{labels.notDone(reading.reason)}</p>}
      {reading.is === 'open' && <Opened part={part} kind={kind} text={reading.text} more={reading.more} />}
    </div>
  )
}

interface OpenedProps {
  part: FilePart
  kind: 'text' | 'notebook'
  text: string
  more: boolean
}

const Opened = ({ part, kind, text, more }: OpenedProps) => {
  const labels = useLabels()
  const notebook = kind === 'notebook' && !more ? readNotebook(text) : undefined
  if (notebook)
    return (
      <div className="lectern-notebook" role="group" aria-label={part.filename}>
        {notebook.cells.map((cell, index) => (
          <Cell key={index} cell={cell} language={notebook.language} />
        ))}
        {notebook.more > 0 && <p className="lectern-quiet">{labels.moreCells(notebook.more)}</p>}
      </div>
    )
  return (
    <>
      <CodeBlock
        code={text.replace(/\n$/, '')}
        language={kind === 'notebook' ? 'json' : languageOf(part.filename)}
      />
      {more && <p className="lectern-quiet">{labels.previewEnds}</p>}
    </>
  )
}

const Cell = ({ cell, language }: { cell: NotebookCell; language: string | undefined }) => {
  if (cell.kind === 'markdown') return <Markdown text={cell.source} />
  return (
    <>
      <CodeBlock code={cell.source} language={cell.kind === 'code' ? language : undefined} />
      {cell.outputs.map((output, index) => (
        <pre key={index} className="lectern-notebook-output" dir="ltr" tabIndex={0}>
          {output}
        </pre>
      ))}
    </>
  )
}
