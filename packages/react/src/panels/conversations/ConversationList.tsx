import { Fragment, useCallback, useEffect, useId, useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { ConversationsState, ConversationSummary } from '@lectern/client'
import type { ConversationFilter } from '@lectern/protocol'
import { useChat } from '../../context/chat-context.ts'
import { useLabels } from '../../context/texts-context.ts'
import { useConversations } from '../../hooks/hooks.ts'
import { useFoundConversations, type FoundConversations } from '../../hooks/use-found-conversations.ts'
import { stepFocus } from '../../ui/step-focus.ts'
import { Trouble } from '../../ui/Trouble.tsx'
import { useSaidAfterTyping } from '../../hooks/use-said.ts'
import { ConversationItem } from './ConversationItem.tsx'
import { filterConversations } from './filter-conversations.ts'
import { ListControls } from './ListControls.tsx'
import { ListEmpty, NoneMatch } from './ListEmpty.tsx'
import { inSections, type ListSection, type SectionOfList } from './list-sections.ts'
import { ListSkeleton } from './ListSkeleton.tsx'
import { MenuLayers, useListMenu, type ListMenu } from './use-list-menu.tsx'
import { LeavingNotice, SelectedBar } from './SelectedBar.tsx'
import { SectionHead } from './SectionHead.tsx'
import { useSelection, type Selection } from './use-selection.ts'
import { Alert } from '../../ui/Alert.tsx'

export interface ConversationListProps {
  selectedId?: string | undefined
  onSelect: (conversation_id: string) => void
  /** The action of the empty list's button; without it there is none. */
  onStart?: (() => void) | undefined
  /** Shows only avatars. */
  compact?: boolean
  /** The sections that are folded. */
  folded?: readonly ListSection[]
  /** Gives the whole list sections that one can fold: what is pinned, courses, groups, direct conversations. */
  onFold?: ((section: ListSection, folded: boolean) => void) | undefined
  /** Searches for more than conversations: Enter in the field, and a button below it, pass what is typed. */
  onFind?: (typed: string) => void
  /** Makes the rows links, so that they open in a new tab too. */
  hrefOf?: (conversation_id: string) => string
}

/** All conversations, newest activity first: filter, search, presence, unread, last message. */
export const ConversationList = (props: ConversationListProps) => {
  const { compact = false } = props
  const labels = useLabels()
  const state = useConversations()
  // While loading too, so that nothing moves when the rows arrive.
  const showsControls = !compact && (state.items.length > 0 || state.status === 'loading')
  const [filter, setFilter] = useState<ConversationFilter>('all')
  const [typed, setTyped] = useState('')
  const selection = useSelection(state.items)
  const { leaving } = selection
  const menu = useListMenu()
  const found = useFoundConversations(typed, filter)
  const { selectedId } = props
  const wanted = useMemo(() => {
    const staying = leaving.size === 0 ? state.items : state.items.filter(({ id }) => !leaving.has(id))
    const narrowing = { filter, typed, found: found.ids, selectedId }
    return compact ? staying : filterConversations(staying, narrowing)
  }, [state.items, leaving, filter, typed, found.ids, compact, selectedId])
  const narrowed = typed.trim() !== '' || filter !== 'all'
  const isSearching = found.status === 'searching' || isUsedUp(wanted, found)
  useEffect(() => {
    if (isUsedUp(wanted, found)) found.loadMore()
  }, [wanted, found])
  const isCounted = narrowed && state.items.length > 0 && !isSearching
  const said = [labels.said.found(wanted.length), found.failure].filter(Boolean).join(' ')
  useSaidAfterTyping(isCounted ? said : undefined)
  const { conversations } = useChat()
  const loadMore = () => void conversations.loadMore().catch(() => {})
  const showAll = () => {
    setFilter('all')
    setTyped('')
  }
  return (
    <nav
      className="lectern lectern-conversations"
      data-compact={compact || undefined}
      aria-label={labels.conversations}
    >
      {showsControls && (
        <ListControls
          filter={filter}
          onFilter={setFilter}
          counts={countsOf(state.totals)}
          typed={typed}
          onType={setTyped}
          onFind={props.onFind}
          selects={selection.ids !== undefined}
          onSelecting={selection.ids ? selection.end : selection.begin}
        />
      )}
      <ListBody
        {...props}
        state={state}
        wanted={wanted}
        found={found}
        isSearching={isSearching}
        more={narrowed ? found : { has_more: state.has_more, loadMore }}
        filter={filter}
        onFold={narrowed || compact ? undefined : props.onFold}
        onShowAll={showAll}
        selection={selection}
        menu={menu}
      />
      {props.onFind && typed.trim() !== '' && (
        <button
          type="button"
          className="lectern-link-button lectern-find-all"
          onClick={() => props.onFind?.(typed)}
        >
          {labels.findEverywhere(typed.trim())}
        </button>
      )}
      <SelectionFoot selection={selection} />
      <MenuLayers menu={menu} />
    </nav>
  )
}

const countsOf = ({ open_questions, unread, mentions, pinned, archived }: Counts) => ({
  ...{ unread, mentions, pinned, archived },
  questions: open_questions,
})

/** Everything that was found is read, answered or left meanwhile, and there is more. */
const isUsedUp = (
  wanted: readonly ConversationSummary[],
  { status, has_more }: FoundConversations,
): boolean => wanted.length === 0 && status === 'found' && has_more

const SelectionFoot = ({ selection }: { selection: Selection }) => {
  const { ids, notice, failure, read, leave, end, undo, hold } = selection
  if (ids) return <SelectedBar count={ids.size} onRead={read} onLeave={leave} onCancel={end} />
  if (notice !== undefined) return <LeavingNotice label={notice} onUndo={undo} hold={hold} />
  return failure === undefined ? null : <Alert className="lectern-selected">{failure}</Alert>
}

type Counts = ConversationsState['totals']

interface ListBodyProps extends ConversationListProps {
  state: ConversationsState
  wanted: readonly ConversationSummary[]
  found: FoundConversations
  isSearching: boolean
  more: Pick<FoundConversations, 'has_more' | 'loadMore'>
  filter: ConversationFilter
  onShowAll: () => void
  selection: Selection
  menu: ListMenu
}

const ListBody = ({ state, wanted, found, more, filter, selection, menu, ...props }: ListBodyProps) => {
  const labels = useLabels()
  const { conversations } = useChat()
  const { status, error, items } = state
  const { compact = false, selectedId, onStart } = props
  const { ids, toggle } = selection
  const listId = useId()
  const select = useSame(ids ? toggle : props.onSelect)
  if (items.length === 0 && status === 'loading') return <ListSkeleton compact={compact} />
  if (items.length === 0 && status === 'error') {
    return <Trouble title={labels.listFailed} error={error} onRetry={() => void conversations.refresh()} />
  }
  if (items.length === 0) return compact ? null : <ListEmpty onStart={onStart} />
  if (wanted.length === 0 && props.isSearching) return <ListSkeleton compact={compact} />
  if (wanted.length === 0) return <NoneMatch filter={filter} found={found} onShowAll={props.onShowAll} />
  const { folded = [], onFold } = props
  // One alone needs no name.
  const all = onFold ? inSections(wanted) : []
  const sections = all.length > 1 ? all.map((each) => shownOf(each, folded, selectedId)) : []
  const shown = sections.length > 1 ? sections.flatMap(({ items }) => items) : wanted
  const stop = shown.some(({ id }) => id === selectedId) ? selectedId : shown[0]?.id
  const rowOf = (summary: ConversationSummary) => (
    <ConversationItem
      key={summary.id}
      summary={summary}
      selected={summary.id === selectedId}
      focusable={summary.id === stop}
      compact={compact}
      chosen={ids?.has(summary.id)}
      onSelect={select}
      onMenu={menu.toggle}
      menuOpen={menu.openFor === summary.id}
      href={ids ? undefined : props.hrefOf?.(summary.id)}
    />
  )
  return (
    <div
      className="lectern-conversations-scroller"
      onKeyDown={(event) => stepFocus(event, '.lectern-conversation')}
    >
      {onFold && sections.length > 1 ? (
        sections.map(({ section, items, isFolded }) => (
          <Fragment key={section}>
            <SectionHead
              section={section}
              controls={`${listId}-${section}`}
              folded={isFolded}
              onFold={onFold}
            />
            <ul id={`${listId}-${section}`} aria-label={labels.filter[section]}>
              {items.map(rowOf)}
            </ul>
          </Fragment>
        ))
      ) : (
        <ul>{shown.map(rowOf)}</ul>
      )}
      {found.failure !== undefined && <p className="lectern-list-note">{found.failure}</p>}
      {more.has_more && (
        <button type="button" className="lectern-link-button lectern-load-more" onClick={more.loadMore}>
          {labels.loadMore}
        </button>
      )}
    </div>
  )
}

/** A folded section shows the conversation that is open, and no other. */
const shownOf = (
  { section, items }: SectionOfList,
  folded: readonly ListSection[],
  selectedId: string | undefined,
) => {
  const isFolded = folded.includes(section)
  return { section, isFolded, items: isFolded ? items.filter(({ id }) => id === selectedId) : items }
}

/**
 * A stable function that calls the latest one, so that a host with a new function at each render does not
 * render every row again.
 */
const useSame = (latest: (conversation_id: string) => void) => {
  const held = useRef(latest)
  useLayoutEffect(() => {
    held.current = latest
  }, [latest])
  return useCallback((conversation_id: string) => held.current(conversation_id), [])
}
