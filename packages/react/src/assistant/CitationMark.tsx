import { useMemo } from 'react'
import { useHost } from '../context/host-context.ts'
import { useLabels } from '../context/texts-context.ts'
import type { DocumentPart } from '../documents/Citations.tsx'
import type { CitationMarks } from '../text/Citing.tsx'

const MOST = 20

/** Shows [1] in an answer as a link to its citation; `coming` while the answer is still being written. */
export const useCitationMarks = (cited: readonly DocumentPart[] | 'coming'): CitationMarks =>
  useMemo(
    () => ({
      count: cited === 'coming' ? MOST : cited.length,
      render: (number) => (
        <CitationMark number={number} citation={cited === 'coming' ? undefined : cited[number - 1]} />
      ),
    }),
    [cited],
  )

const CitationMark = ({ number, citation }: { number: number; citation: DocumentPart | undefined }) => {
  const labels = useLabels()
  const { openDocument } = useHost()
  if (!citation || citation.title === '' || !openDocument)
    return <span className="lectern-citation-mark">{number}</span>
  const { title, document_id, version, span } = citation
  const label = labels.assistant.source(number, title)
  return (
    <button
      type="button"
      className="lectern-citation-mark"
      aria-label={label}
      title={label}
      onClick={() => openDocument({ document_id, version, ...(span.end > span.start && { span }) })}
    >
      {number}
    </button>
  )
}
