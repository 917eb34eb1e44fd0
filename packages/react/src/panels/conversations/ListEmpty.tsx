import type { ConversationFilter } from '@lectern/protocol'
import { useLabels } from '../../context/texts-context.ts'
import { useMe } from '../../hooks/hooks.ts'
import type { FoundConversations } from '../../hooks/use-found-conversations.ts'
import { Heading } from '../../ui/Heading.tsx'

/** Two people and a lectern between them. */
const Illustration = () => (
  <svg className="lectern-illustration" viewBox="0 0 220 132" aria-hidden="true">
    <ellipse className="lectern-shade" cx="110" cy="118" rx="92" ry="9" />
    <path className="lectern-desk" d="M84 62h52l8 10H76l8-10Zm12 10h28l5 44H91l5-44Z" />
    <rect className="lectern-drawn-page" x="92" y="50" width="36" height="14" rx="3" />
    <circle className="lectern-head" cx="44" cy="72" r="11" />
    <path className="lectern-body" d="M24 117c0-18 8-28 20-28s20 10 20 28Z" />
    <circle className="lectern-head" cx="176" cy="72" r="11" />
    <path className="lectern-body" d="M156 117c0-18 8-28 20-28s20 10 20 28Z" />
    <path
      className="lectern-say-own"
      d="M38 16h46a10 10 0 0 1 10 10v10a10 10 0 0 1-10 10H58l-12 9v-9h-8a10 10 0 0 1-10-10V26a10 10 0 0 1 10-10Z"
    />
    <path
      className="lectern-say"
      d="M140 22h42a10 10 0 0 1 10 10v8a10 10 0 0 1-10 10h-8v8l-11-8h-23a10 10 0 0 1-10-10v-8a10 10 0 0 1 10-10Z"
    />
    <path className="lectern-words" d="M42 27h36M42 35h22M144 32h30M144 40h18" />
  </svg>
)

export const ListEmpty = ({ onStart }: { onStart: (() => void) | undefined }) => {
  const labels = useLabels()
  const me = useMe()
  return (
    <div className="lectern-empty">
      <Illustration />
      <Heading as="h2">{labels.noConversations}</Heading>
      <p>{labels.noConversationsWhy(me?.role)}</p>
      {onStart && (
        <button type="button" className="lectern-button lectern-primary" onClick={onStart}>
          {labels.startConversation}
        </button>
      )}
    </div>
  )
}

interface NoneMatchProps {
  filter: ConversationFilter
  found: Pick<FoundConversations, 'failure'>
  onShowAll: () => void
}

export const NoneMatch = ({ filter, found, onShowAll }: NoneMatchProps) => {
  const labels = useLabels()
  const done = { unread: labels.allRead, questions: labels.allAnswered }
  const { failure } = found
  return (
    <div className="lectern-empty">
      <Heading as="h2">
        {failure === undefined && (filter === 'unread' || filter === 'questions')
          ? done[filter]
          : labels.noneMatch}
      </Heading>
      {failure !== undefined && <p>{failure}</p>}
      <button type="button" className="lectern-button" onClick={onShowAll}>
        {labels.showAll}
      </button>
    </div>
  )
}
