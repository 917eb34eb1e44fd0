import type { ConversationHandle } from '@lectern/client'
import { useFormats, useLabels } from '../context/texts-context.ts'
import { PinIcon } from '../ui/icons.tsx'
import { MessageLinks } from './MessageLinks.tsx'
import type { SectionProps } from './Questions.tsx'
import { useExcerpt } from './use-excerpt.ts'
import { Heading } from '../ui/Heading.tsx'

const pins = (handle: ConversationHandle) => handle.pins()

/** The pinned messages; a press leads there. */
export const Pins = ({ summary, onJump }: SectionProps) => {
  const labels = useLabels()
  const formats = useFormats()
  const excerpt = useExcerpt(summary.id, pins)
  const isEmpty = excerpt.status === 'ready' && excerpt.messages.length === 0
  return (
    <section aria-label={labels.pinned}>
      <div className="lectern-section-head">
        <Heading as="h3" level={2}>
          <span>{`${labels.pinned} `}</span>
          {excerpt.messages.length > 0 && <span>{formats.number(excerpt.messages.length)}</span>}
        </Heading>
      </div>
      {isEmpty && <p className="lectern-quiet">{labels.nothingPinned}</p>}
      <MessageLinks {...excerpt} icon={<PinIcon size={18} />} kind="pinned" onJump={onJump} />
    </section>
  )
}
