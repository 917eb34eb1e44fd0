// How the finder shows each kind of thing.
import type { ConversationSummary } from '@lectern/client'
import type { SearchHit, User } from '@lectern/protocol'
import { Avatar } from '@lectern/react'
import { BookIcon, Marked, NameTag } from '@lectern/react/ui'
import { texts } from '../texts/texts.ts'
import type { Entry } from './use-finder.ts'

const t = texts.switcher

/** Who a found entry names, to tell equal names apart. */
export const personOf = (entry: Entry): { id: string; name: string }[] => {
  if (entry.of === 'person') return [entry.person]
  if (entry.of === 'document' || entry.conversation.peer_id === undefined) return []
  return [{ id: entry.conversation.peer_id, name: entry.conversation.display_title }]
}

interface ConversationOptionProps {
  conversation: ConversationSummary
  tag: string | undefined
}

export const ConversationOption = ({ conversation, tag }: ConversationOptionProps) => (
  <>
    <Avatar id={conversation.peer_id ?? conversation.id} name={conversation.display_title} />
    <span className="option-text" dir="auto">
      {conversation.display_title}
    </span>
    <NameTag tag={tag} />
    {conversation.unread > 0 && <span className="option-side">{t.unread(conversation.unread)}</span>}
  </>
)

export const PersonOption = ({ person, tag }: { person: User; tag: string | undefined }) => (
  <>
    <Avatar id={person.id} name={person.name} role={person.role} />
    <span className="option-text" dir="auto">
      {person.name}
    </span>
    <NameTag tag={tag} />
    <span className="option-side">{t.write(texts.roles[person.role])}</span>
  </>
)

interface DocumentOptionProps {
  title: string
  lang: string | undefined
  /** Where in it. */
  part?: string | undefined
}

export const DocumentOption = ({ title, lang, part }: DocumentOptionProps) => (
  <>
    <BookIcon />
    <span className="option-text" lang={lang} dir="auto">
      {title}
    </span>
    <span className="option-side" dir="auto">
      {part === undefined || part === title ? t.document : part}
    </span>
  </>
)

export const MessageOption = ({ hit }: { hit: SearchHit }) => (
  <>
    <Avatar id={hit.sender_id} name={hit.sender} role={hit.sender_role} />
    <span className="option-text" lang={hit.lang} dir="auto">
      <Marked hit={hit} short />
    </span>
    <span className="option-side" dir="auto">
      {hit.title}
    </span>
  </>
)
