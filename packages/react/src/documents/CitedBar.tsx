import type { Cell } from '@lectern/client'
import type { Passage } from '@lectern/protocol'
import { useLabels } from '../context/texts-context.ts'
import { useSnapshot } from '../hooks/use-store.ts'
import { BookIcon, CloseIcon } from '../ui/icons.tsx'
import { IconButton } from '../ui/IconButton.tsx'

/** The citations of the message that is being written. */
export const CitedBar = ({ citations }: { citations: Cell<readonly Passage[]> }) => {
  const labels = useLabels().documents
  const cited = useSnapshot(citations)
  if (cited.length === 0) return null
  return (
    <ul className="lectern-cited-bar" aria-label={labels.cited}>
      {cited.map((passage) => (
        <li key={`${passage.document_id} ${passage.span.start}`}>
          <BookIcon size={16} />
          <span dir="auto">{[passage.title, passage.headings?.at(-1)].filter(Boolean).join(' › ')}</span>
          <IconButton
            label={labels.dontCite(passage.title)}
            icon={<CloseIcon size={14} />}
            onClick={() => citations.set(cited.filter((each) => each !== passage))}
          />
        </li>
      ))}
    </ul>
  )
}
