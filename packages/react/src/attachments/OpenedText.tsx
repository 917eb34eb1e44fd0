import { useLabels } from '../context/texts-context.ts'
import { Scrollable } from '../ui/Scrollable.tsx'
import { CodeBlock } from '../text/CodeBlock.tsx'
import { Markdown } from '../text/Markdown.tsx'
import { languageOf } from './file-kind.ts'
import { readNotebook, type NotebookCell } from './notebook.ts'
import type { FilePart } from './parts.ts'

export interface OpenedProps {
  part: FilePart
  kind: 'text' | 'notebook'
  text: string
  more: boolean
}

/** What was read of a text, code or notebook file. */
export const OpenedText = ({ part, kind, text, more }: OpenedProps) => {
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
  const labels = useLabels()
  if (cell.kind === 'markdown') return <Markdown text={cell.source} />
  return (
    <>
      <CodeBlock code={cell.source} language={cell.kind === 'code' ? language : undefined} />
      {cell.outputs.map((output, index) => (
        <Scrollable key={index} as="pre" label={labels.output} className="lectern-notebook-output" dir="ltr">
          {output}
        </Scrollable>
      ))}
    </>
  )
}
