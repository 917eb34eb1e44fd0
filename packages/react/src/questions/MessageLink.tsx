import type { ReactNode } from 'react'
import type { Message } from '@lectern/protocol'
import { useFormats, useLabels } from '../context/texts-context.ts'
import { useToday } from '../hooks/today.ts'
import { langInShort, summarise } from '../attachments/in-short.ts'
import { PersonName } from '../ui/PersonName.tsx'

export interface MessageLinkProps {
  message: Message
  icon: ReactNode
  /** The state in words. */
  state?: string | undefined
  onOpen: () => void
}

/** A message in two lines, in a list of an excerpt; a press leads there. */
export const MessageLink = ({ message, icon, state, onOpen }: MessageLinkProps) => {
  const labels = useLabels()
  const formats = useFormats()
  const today = useToday()
  const { sender, sender_role, timestamp } = message
  return (
    <button type="button" className="lectern-message-link" onClick={onOpen}>
      {icon}
      <span className="lectern-message-link-text" lang={langInShort(message)} dir="auto">
        {summarise(message, labels)}
      </span>
      <span className="lectern-message-link-more">
        {state && <span>{`${state} · `}</span>}
        <PersonName name={sender} role={sender_role} />
        <span>{` · ${formats.brief(Date.parse(timestamp), today)}`}</span>
      </span>
    </button>
  )
}
