import { useState } from 'react'
import type { ConversationSummary } from '@lectern/client'
import { isStaff, type Me } from '@lectern/protocol'
import { useFormats, useLabels } from '../../context/texts-context.ts'
import { useMe } from '../../hooks/hooks.ts'
import { AddPersonIcon, EditIcon } from '../../ui/icons.tsx'
import { lazyPart } from '../../ui/lazy-part.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { PartBoundary } from '../../ui/PartBoundary.tsx'
import { People } from './People.tsx'
import { Heading } from '../../ui/Heading.tsx'
import type { DetailsProps } from './sections.ts'

/** Forms that few people open. */
export const LazyRenameForm = lazyPart(async () => (await import('./RenameForm.tsx')).RenameForm)
export const LazyAddPeople = lazyPart(async () => (await import('./AddPeople.tsx')).AddPeople)

/** What the conversation is, and who is in it. */
export const PeopleTab = ({ summary }: DetailsProps) => {
  const me = useMe()
  const manages = me !== undefined && mayManage(summary, me)
  return (
    <>
      <PartBoundary>
        <About summary={summary} manages={manages} />
      </PartBoundary>
      <PartBoundary>
        <PeopleSection summary={summary} manages={manages} />
      </PartBoundary>
    </>
  )
}

/** Staff and the creator; a direct conversation stays with two people. The server decides. */
const mayManage = ({ kind, created_by }: ConversationSummary, me: Me): boolean =>
  kind !== 'direct' && (isStaff(me.role) || created_by === me.id)

interface SectionProps {
  summary: ConversationSummary
  manages: boolean
}

const About = ({ summary, manages }: SectionProps) => {
  const labels = useLabels()
  const formats = useFormats()
  const [renaming, setRenaming] = useState(false)
  return (
    <section className="lectern-about" aria-label={labels.about}>
      {renaming ? (
        <LazyRenameForm summary={summary} onDone={() => setRenaming(false)} />
      ) : (
        <div className="lectern-about-title">
          <p className="lectern-about-name" dir="auto">
            {summary.display_title}
          </p>
          {manages && (
            <IconButton
              label={labels.rename}
              icon={<EditIcon size={18} />}
              onClick={() => setRenaming(true)}
            />
          )}
        </div>
      )}
      <p>
        {`${labels.kind[summary.kind]} · ${labels.createdOn(formats.date(Date.parse(summary.created_at)))}`}
      </p>
    </section>
  )
}

const PeopleSection = ({ summary, manages }: SectionProps) => {
  const labels = useLabels()
  const [adding, setAdding] = useState(false)
  return (
    <section className="lectern-people" aria-label={labels.people}>
      <div className="lectern-section-head">
        <Heading as="h3" level={2}>
          <span>{`${labels.people} `}</span>
          <span>{summary.member_count}</span>
        </Heading>
        {manages && (
          <IconButton
            label={labels.addPeople}
            icon={<AddPersonIcon size={18} />}
            aria-expanded={adding}
            onClick={() => setAdding(!adding)}
          />
        )}
      </div>
      {adding && <LazyAddPeople conversationId={summary.id} onClose={() => setAdding(false)} />}
      <People summary={summary} manages={manages} />
    </section>
  )
}
