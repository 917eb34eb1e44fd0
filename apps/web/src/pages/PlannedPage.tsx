import { PlannedMessages } from '@lectern/react'
import { texts } from '../texts/texts.ts'
import { PageHeader } from '../ui/PageHeader.tsx'

/** What the user wrote for later. */
export const PlannedPage = () => (
  <div className="page">
    <PageHeader title={texts.planned.title} />
    <div className="page-body">
      <PlannedMessages />
    </div>
  </div>
)
