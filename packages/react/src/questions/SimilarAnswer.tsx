import type { SimilarQuestion } from '@lectern/protocol'
import { useHost } from '../context/host-context.ts'
import { useLabels } from '../context/texts-context.ts'
import type { ConversationView } from '../context/conversation-view.ts'

export interface SimilarAnswerProps {
  similar: SimilarQuestion
  /** The current conversation. */
  conversation_id: string
  view: ConversationView
  className?: string
  children: string
}

/** Leads to an answer: within the conversation, or in another one if the host has URLs. */
export const SimilarAnswer = ({
  similar,
  conversation_id,
  view,
  className,
  children,
}: SimilarAnswerProps) => {
  const { linkOf } = useHost()
  const labels = useLabels()
  const there = similar.conversation_id
  const { id } = similar.answer
  if (there === conversation_id)
    return (
      <button
        type="button"
        className={className ?? 'lectern-link-button'}
        onClick={() => view.jumpTo(id)}
        title={labels.openSource}
      >
        {children}
      </button>
    )
  const href = linkOf?.(there, id)
  return href === undefined ? (
    <span>{children}</span>
  ) : (
    <a className={className} href={href} title={labels.openSource}>
      {children}
    </a>
  )
}
