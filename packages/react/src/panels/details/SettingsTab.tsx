import { AssistantSection } from '../../assistant/AssistantSection.tsx'
import { useLabels } from '../../context/texts-context.ts'
import { useReaders } from '../../hooks/use-readers.ts'
import { Heading } from '../../ui/Heading.tsx'
import { PartBoundary } from '../../ui/PartBoundary.tsx'
import { OwnSection } from './OwnSection.tsx'
import type { DetailsProps } from './sections.ts'

/** Who can read the conversation, how the assistant acts in it, and what one set for oneself. */
export const SettingsTab = ({ summary }: DetailsProps) => (
  <>
    <PartBoundary>
      <OwnSection summary={summary} />
    </PartBoundary>
    <PartBoundary>
      <AssistantSection summary={summary} />
    </PartBoundary>
    <PartBoundary>
      <Readers summary={summary} />
    </PartBoundary>
  </>
)

const Readers = ({ summary }: Pick<DetailsProps, 'summary'>) => {
  const labels = useLabels()
  const who = useReaders(summary)
  return (
    <section aria-label={labels.readers.title}>
      <div className="lectern-section-head">
        <Heading as="h3" level={2}>
          {labels.readers.title}
        </Heading>
      </div>
      <p>{who}</p>
      <p className="lectern-quiet">{labels.readers.means[summary.kind]}</p>
    </section>
  )
}
