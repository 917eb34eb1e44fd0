// The known messages of one conversation, as pure functions on immutable values.
//
//   history ……… [ detour: around the target of a jump ] ……… [ live: everything from `from` up to the cursor ]
//
// `live` is always kept; a detour is shown instead of it until its end meets `live` or the person returns to
// the newest.
import type { DeltaFrame, Message, MessagePage } from '@lectern/protocol'

/** Contiguous by `created_seq`: all messages not older than `from` up to the cursor. */
export interface LiveSegment {
  readonly from: number
  readonly messages: readonly Message[]
}

export interface Detour {
  readonly messages: readonly Message[]
  readonly has_more_before: boolean
}

export interface TimelineState {
  readonly live: LiveSegment
  readonly detour?: Detour
}

/** A page together with the rows that changed while it was on its way. */
export interface LoadedPage {
  page: MessagePage
  /** The page may be older than these changes; newer versions win. */
  changed: readonly Message[]
}

/** A timeline shows this many messages; beyond, those farthest from the place of reading are dropped (I8). */
export const SHOWN_MAX = 600

/** Starts with at most the newest message; `cursor` is how far it is known. */
export const startTimeline = (cursor: number, newest?: Message): TimelineState =>
  newest && newest.created_seq <= cursor
    ? { live: { from: newest.created_seq, messages: [newest] } }
    : { live: { from: cursor + 1, messages: [] } }

export const hasMoreBefore = (state: TimelineState): boolean =>
  state.detour ? state.detour.has_more_before : state.live.from > 1

/** The newer version of a message; the first when both are equal, so that its identity stays. */
const newer = (a: Message, b: Message): Message => (b.changed_seq > a.changed_seq ? b : a)

/**
 * Merges both lists in the order of `created_seq`, each message once; returns `a` itself if `b` has no news.
 */
export const mergeMessages = (a: readonly Message[], b: readonly Message[]): readonly Message[] => {
  const merged = new Map(a.map((message) => [message.id, message]))
  let changed = false
  for (const message of b) {
    const known = merged.get(message.id)
    const winner = known ? newer(known, message) : message
    if (winner === known) continue
    merged.set(message.id, winner)
    changed = true
  }
  return changed ? [...merged.values()].sort((x, y) => x.created_seq - y.created_seq) : a
}

const updateOnly = (messages: readonly Message[], changes: readonly Message[]): readonly Message[] => {
  const held = new Set(messages.map(({ id }) => id))
  return mergeMessages(
    messages,
    changes.filter(({ id }) => held.has(id)),
  )
}

const withLive = (state: TimelineState, live: LiveSegment): TimelineState =>
  live.messages === state.live.messages && live.from === state.live.from ? state : { ...state, live }

const withDetour = (state: TimelineState, messages: readonly Message[]): TimelineState =>
  !state.detour || messages === state.detour.messages
    ? state
    : { ...state, detour: { ...state.detour, messages } }

/** Applies the rows of a window: new rows join the live end, changed rows replace older versions. */
export const applyChanges = (state: TimelineState, changes: readonly Message[]): TimelineState => {
  const { from, messages } = state.live
  const live = mergeMessages(
    messages,
    changes.filter(({ created_seq }) => created_seq >= from),
  )
  const changed = withLive(state, { from, messages: live })
  return changed.detour ? withDetour(changed, updateOnly(changed.detour.messages, changes)) : changed
}

/** Replaces shown messages by newer versions outside the order of windows, as from a command's answer. */
export const updateKnown = (state: TimelineState, changes: readonly Message[]): TimelineState => {
  const changed = withLive(state, { ...state.live, messages: updateOnly(state.live.messages, changes) })
  return changed.detour ? withDetour(changed, updateOnly(changed.detour.messages, changes)) : changed
}

const startOf = (page: LoadedPage['page'], otherwise: number): number =>
  page.has_more_before ? (page.messages[0]?.created_seq ?? otherwise) : 0

/** Merges the newest page. `cursor` is how far `live` reached when the page arrived. */
export const mergeNewest = (
  state: TimelineState,
  { page, changed }: LoadedPage,
  cursor: number,
): TimelineState => {
  const from = startOf(page, state.live.from)
  const touches = cursor >= from - 1
  const start = touches ? Math.min(from, state.live.from) : from
  const kept = touches ? state.live.messages : []
  const rows = mergeMessages(mergeMessages(kept, page.messages), changed)
  return withLive(state, { from: start, messages: rows.filter(({ created_seq }) => created_seq >= start) })
}

/** Merges the page just before the shown ones; `before` is the requested `created_seq`. */
export const mergeBefore = (state: TimelineState, loaded: LoadedPage, before: number): TimelineState => {
  const { page, changed } = loaded
  const older = updateOnly(page.messages, changed)
  if (state.detour) {
    if (state.detour.messages[0]?.created_seq !== before) return state
    const messages = mergeMessages(state.detour.messages, older)
    return oldest({ ...state, detour: { messages, has_more_before: page.has_more_before } })
  }
  if (state.live.from !== before) return state
  return oldest(
    withLive(state, { from: startOf(page, 0), messages: mergeMessages(state.live.messages, older) }),
  )
}

/** Adds older messages and drops those too far below; the newest stay loaded. */
const oldest = (state: TimelineState): TimelineState => {
  const messages = visibleMessages(state)
  if (messages.length <= SHOWN_MAX) return state
  const detour = { messages: messages.slice(0, SHOWN_MAX), has_more_before: hasMoreBefore(state) }
  return { live: state.detour ? state.live : newest(state.live, LIVE_KEPT), detour }
}

/** Kept of the newest messages after paging back, so that the way back to the end is short. */
const LIVE_KEPT = 100

const newest = ({ from, messages: all }: LiveSegment, max: number): LiveSegment => {
  if (all.length <= max) return { from, messages: all }
  const messages = all.slice(-max)
  return { from: messages[0]?.created_seq ?? from, messages }
}

/**
 * Bounds what an open conversation gathers: keeps the newest half and what is around the place of reading, so that the
 * next messages cost nothing. The rest comes back on the way there.
 */
export const cap = (state: TimelineState, place?: string): TimelineState => {
  const { live, detour } = state
  if (live.messages.length <= SHOWN_MAX) return state
  return detour ? { live: newest(live, HALF), detour } : trim(state, HALF, place)
}

const HALF = SHOWN_MAX / 2

/** Shows a page around a message; it joins `live` if it reaches it. */
export const jump = (state: TimelineState, { page, changed }: LoadedPage): TimelineState => {
  const messages = updateOnly(page.messages, changed)
  return joinWhenTouching(
    { live: state.live, detour: { messages, has_more_before: page.has_more_before } },
    reachOf(page),
  )
}

/** Merges the page after a detour; `after` is the requested `created_seq`. */
export const mergeAfter = (
  state: TimelineState,
  { page, changed }: LoadedPage,
  after: number,
): TimelineState => {
  if (state.detour?.messages.at(-1)?.created_seq !== after) return state
  const messages = mergeMessages(state.detour.messages, updateOnly(page.messages, changed))
  const { has_more_before } = state.detour
  const isLong = messages.length > SHOWN_MAX
  const detour = {
    messages: isLong ? messages.slice(-SHOWN_MAX) : messages,
    has_more_before: has_more_before || isLong,
  }
  return joinWhenTouching({ live: state.live, detour }, reachOf(page))
}

/**
 * A page that reaches the end is complete up to this seq: `live` may have restarted later, while the page was
 * on its way.
 */
const reachOf = ({ has_more_after, head }: MessagePage): number => (has_more_after ? 0 : head)

const joinWhenTouching = (state: TimelineState, reach = 0): TimelineState => {
  const { live, detour } = state
  if (!detour) return state
  const end = Math.max(reach, detour.messages.at(-1)?.created_seq ?? 0)
  if (end < live.from - 1) return state
  const from = Math.min(
    live.from,
    detour.has_more_before ? (detour.messages[0]?.created_seq ?? live.from) : 0,
  )
  return { live: { from, messages: mergeMessages(live.messages, detour.messages) } }
}

/** Whether everything after `seq`, and something before it, is loaded without a detour. */
export const reachesBack = ({ live }: TimelineState, seq: number): boolean =>
  live.from <= Math.max(1, seq) || live.messages.some(({ created_seq }) => created_seq <= seq)

/** Joins pages that follow each other. */
export const joinPages = (pages: readonly MessagePage[]): MessagePage => ({
  messages: pages.flatMap(({ messages }) => messages),
  has_more_before: pages[0]?.has_more_before ?? false,
  has_more_after: pages.at(-1)?.has_more_after ?? false,
  head: pages.at(-1)?.head ?? 0,
})

export const leaveDetour = (state: TimelineState): TimelineState =>
  state.detour ? { live: state.live } : state

/** Keeps the newest `max` messages, and as many around the place of reading. */
export const trim = (state: TimelineState, max: number, place?: string): TimelineState => {
  const live = newest(state.live, max)
  const messages = visibleMessages(state)
  const at = messages.findIndex(({ id }) => id === place)
  const isElsewhere = at >= 0 && (messages[at]?.created_seq ?? 0) < live.from
  if (!isElsewhere)
    return state.detour || live.messages.length < state.live.messages.length ? { live } : state
  const begin = Math.max(0, at - Math.floor(max / 2))
  const detour = {
    messages: messages.slice(begin, begin + max),
    has_more_before: begin > 0 || hasMoreBefore(state),
  }
  return joinWhenTouching({ live, detour })
}

/** Applies a delta of a streaming message; it fits only at the length shown so far (EP1: moves no cursor). */
export const applyDelta = (state: TimelineState, { message_id, at, text }: DeltaFrame): TimelineState => {
  const { messages } = state.live
  const index = messages.findLastIndex(({ id }) => id === message_id)
  const message = messages[index]
  if (message?.state !== 'streaming' || message.content.length !== at) return state
  const longer = { ...message, content: message.content + text }
  return { ...state, live: { ...state.live, messages: messages.with(index, longer) } }
}

export const visibleMessages = (state: TimelineState): readonly Message[] =>
  (state.detour ?? state.live).messages

export const containsMessage = (state: TimelineState, message_id: string): boolean =>
  visibleMessages(state).some(({ id }) => id === message_id)
