import { Pins } from '../../questions/Pins.tsx'
import { PartBoundary } from '../../ui/PartBoundary.tsx'
import { SavedHere } from '../saved/SavedHere.tsx'
import type { DetailsProps } from './sections.ts'

/** What was kept of a conversation: by all, and by oneself. */
export const KeptTab = ({ summary, jump }: DetailsProps) => (
  <>
    <PartBoundary>
      <Pins summary={summary} onJump={jump} />
    </PartBoundary>
    <PartBoundary>
      <SavedHere conversationId={summary.id} onJump={jump} />
    </PartBoundary>
  </>
)
