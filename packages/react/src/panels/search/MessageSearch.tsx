import { useEffect, useMemo } from 'react'
import type { SearchHit } from '@lectern/protocol'
import { useLabels } from '../../context/texts-context.ts'
import { useConversations } from '../../hooks/hooks.ts'
import { useEvent } from '../../hooks/use-event.ts'
import { useMessageSearch, type FoundMessages } from '../../hooks/use-message-search.ts'
import { useSaidAfterTyping } from '../../hooks/use-said.ts'
import { CloseIcon, SearchIcon } from '../../ui/icons.tsx'
import { Heading } from '../../ui/Heading.tsx'
import { Trouble } from '../../ui/Trouble.tsx'
import { FoundMessage } from './FoundMessage.tsx'
import { FILTERS, takeWritten, toSearch, type Filter, type MessageSearchWish } from './message-filters.ts'
import { SearchField } from './SearchField.tsx'

export interface MessageSearchProps {
  /** What is searched for; kept by the page, in its address for one. */
  wish: MessageSearchWish
  onWish: (wish: MessageSearchWish) => void
  /** Goes to the place of a message. */
  onOpen: (conversation_id: string, message_id: string) => void
}

/** Searches the messages of all conversations of the user. */
export const MessageSearch = ({ wish, onWish, onOpen }: MessageSearchProps) => {
  const labels = useLabels()
  const t = labels.search
  const begin = useEvent(() => {
    const written = takeWritten(wish, labels)
    if (written !== wish) onWish(written)
  })
  useEffect(begin, [begin])
  const search = useMemo(() => toSearch(wish, labels), [wish, labels])
  const found = useMessageSearch(search)
  const { status, hits, partial, has_more } = found
  const counted = hits.length === 0 ? t.nothing : t.found(hits.length, has_more)
  useSaidAfterTyping(
    status === 'found'
      ? [partial && hits.length > 0 && t.partial, counted, found.failure].filter(Boolean).join(' ')
      : undefined,
  )
  return (
    <div className="lectern lectern-message-search">
      <SearchField wish={wish} onWish={onWish} />
      <Chosen wish={wish} onWish={onWish} hits={hits} />
      {status === 'none' && <Empty title={t.begin} why={t.beginWhy} />}
      {status === 'failed' && <Trouble title={t.failed} error={found.error} onRetry={found.retry} />}
      {status === 'found' && hits.length === 0 && <Empty title={t.nothing} why={t.nothingWhy} />}
      {found.failure !== undefined && <p className="lectern-message-search-note">{found.failure}</p>}
      {hits.length > 0 && status !== 'none' && (
        <>
          <div className="lectern-message-search-count">
            <span>{status === 'found' ? counted : t.searching}</span>
            <Order wish={wish} onWish={onWish} />
          </div>
          {partial && <p className="lectern-message-search-note">{t.partial}</p>}
          <Hits found={found} onOpen={onOpen} />
        </>
      )}
      {hits.length === 0 && status === 'searching' && (
        <p className="lectern-message-search-note">{t.searching}</p>
      )}
    </div>
  )
}

const Hits = ({ found, onOpen }: { found: FoundMessages } & Pick<MessageSearchProps, 'onOpen'>) => {
  const labels = useLabels()
  return (
    <>
      <ul aria-busy={found.status === 'searching'}>
        {found.hits.map((hit) => (
          <FoundMessage key={hit.message_id} hit={hit} onOpen={onOpen} />
        ))}
      </ul>
      {found.has_more && (
        <button type="button" className="lectern-link-button" onClick={found.loadMore}>
          {labels.loadMore}
        </button>
      )}
    </>
  )
}

type WishProps = Pick<MessageSearchProps, 'wish' | 'onWish'>

const Order = ({ wish, onWish }: WishProps) => {
  const { order } = useLabels().search
  return (
    <label>
      <span className="lectern-hidden">{order.title}</span>
      <select
        className="lectern-message-search-order"
        value={wish.order ?? 'best'}
        onChange={(event) =>
          onWish({ ...wish, order: event.target.value === 'newest' ? 'newest' : undefined })
        }
      >
        <option value="best">{order.best}</option>
        <option value="newest">{order.newest}</option>
      </select>
    </label>
  )
}

/** The filters that are on; a press takes one out. */
const Chosen = ({ wish, onWish, hits }: WishProps & { hits: readonly SearchHit[] }) => {
  const t = useLabels().search
  const conversations = useConversations((state) => state.items)
  const nameOf = (filter: Filter): string => {
    const value = wish[filter] ?? ''
    if (filter === 'has') return wish.has ? t.has[wish.has] : value
    if (filter === 'is') return wish.is ? t.is[wish.is] : value
    if (filter === 'in')
      return (
        conversations.find(({ id }) => id === value)?.display_title ??
        hits.find(({ conversation_id }) => conversation_id === value)?.title ??
        '…'
      )
    if (filter !== 'from') return value
    const members = conversations.flatMap((each) => each.members)
    return (
      members.find(({ user_id }) => user_id === value)?.name ??
      hits.find(({ sender_id }) => sender_id === value)?.sender ??
      '…'
    )
  }
  const chosen = FILTERS.filter((filter) => wish[filter] !== undefined)
  if (chosen.length === 0) return null
  return (
    <ul className="lectern-search-chosen" aria-label={t.chosen}>
      {chosen.map((filter) => (
        <li key={filter}>
          <button
            type="button"
            aria-label={t.remove(t.names[filter], nameOf(filter))}
            onClick={() => onWish({ ...wish, [filter]: undefined })}
          >
            <small>{t.names[filter]}</small>
            <span dir="auto">{nameOf(filter)}</span>
            <CloseIcon size={14} />
          </button>
        </li>
      ))}
    </ul>
  )
}

const Empty = ({ title, why }: { title: string; why: string }) => (
  <div className="lectern-empty">
    <SearchIcon size={32} />
    <Heading as="h2">{title}</Heading>
    <p>{why}</p>
  </div>
)
