import { useId, type ReactNode } from 'react'
import { useLanguage } from '../context/language-context.ts'
import { useLabels } from '../context/texts-context.ts'
import { CardActions } from './CardActions.tsx'
import { useCard } from './card-context.ts'
import { CardProgress } from './CardProgress.tsx'
import { KeptForms } from './KeptForms.tsx'
import { stateLook } from './state-look.tsx'
import { DeeperHeadings, Heading } from '../ui/Heading.tsx'

export interface CardFrameProps {
  icon: ReactNode
  title: string
  /** Shown beside the name of the type: a kind, a level. */
  more?: string | undefined
  /** Verbs that the body offers itself. */
  inBody?: readonly string[]
  children?: ReactNode
}

/** The common frame of all cards: type, state, actions, sources. */
export const CardFrame = ({ icon, title, more, inBody = [], children }: CardFrameProps) => {
  const { card } = useCard()
  const { cards: labels } = useLabels()
  const id = useId()
  const { tone, icon: mark } = stateLook(card.state)
  return (
    <section className="lectern-card" data-type={card.type} aria-labelledby={id}>
      <header className="lectern-card-head">
        <span className="lectern-card-type">
          {icon}
          <span>
            <span>{labels.types[card.type] ?? card.type}</span>
            {more !== undefined && (
              <span className="lectern-card-more" data-before={'\u00a0\u00b7 '}>
                {more}
              </span>
            )}
          </span>
        </span>
        <span className="lectern-chip" data-tone={tone}>
          {mark}
          <span>{labels.states[card.state] ?? card.state}</span>
        </span>
      </header>
      <Heading as="h3" level={2} id={id} className="lectern-card-title" lang={useLanguage()} dir="auto">
        {title}
      </Heading>
      <DeeperHeadings by={1}>{children}</DeeperHeadings>
      <CardActions hidden={inBody} />
      <KeptForms />
      <CardProgress />
      <Provenance />
    </section>
  )
}

const Provenance = () => {
  const { kind, approved_by } = useCard().card.provenance
  const { cards: labels } = useLabels()
  if (kind !== 'ai') return null
  return (
    <p className="lectern-card-note">
      {approved_by === undefined ? labels.proposedByAi : labels.approvedByPerson}
    </p>
  )
}
