// One hook for each kind of state in the SDK. Each takes an optional selector, so that a component renders for
// its part only.
import { useCallback, useMemo, useSyncExternalStore } from 'react'
import type {
  ConnectionState,
  ConversationHandle,
  ConversationsState,
  ConversationSummary,
  SessionState,
  Store,
  Timeline,
} from '@lectern/client'
import type { Me, Member, PresenceState } from '@lectern/protocol'
import { useChat } from '../context/chat-context.ts'
import { subscribeByFrame, useLive, useLiveSnapshot, useSnapshot, useStore } from './use-store.ts'

const same = <T>(value: T): T => value

/** One conversation's handle: its commands, and the stores that the other hooks read. */
export const useConversationHandle = (id: string): ConversationHandle => {
  const chat = useChat()
  return useMemo(() => chat.conversation(id), [chat, id])
}

export const useSession = (): SessionState => useSnapshot(useChat().session.state)

/** The signed-in person, or undefined. */
export const useMe = (): Me | undefined => useStore(useChat().session.state, meOf)

const meOf = (state: SessionState): Me | undefined => (state.status === 'signed_in' ? state.user : undefined)

export const useConnection = <S = ConnectionState>(select?: (state: ConnectionState) => S): S =>
  useStore(useChat().connection.state, (select ?? same) as (state: ConnectionState) => S)

export const useConversations = <S = ConversationsState>(select?: (state: ConversationsState) => S): S =>
  useLive(useChat().conversations.state, (select ?? same) as (state: ConversationsState) => S)

type Summary = ConversationSummary | undefined

/** The summary of one conversation; undefined until it is known. */
export const useConversation = <S = Summary>(id: string, select?: (summary: Summary) => S): S =>
  useLive(useConversationHandle(id).summary, (select ?? same) as (summary: Summary) => S)

/**
 * The history of a conversation. The conversation is open (watched, newest page loaded) as long as the hook is
 * in use.
 */
export const useTimeline = <S = Timeline>(id: string, select?: (timeline: Timeline) => S): S => {
  const handle = useConversationHandle(id)
  const subscribe = useCallback((listener: () => void) => openAndSubscribe(handle, listener), [handle])
  const read = () => ((select ?? same) as (timeline: Timeline) => S)(handle.timeline.get())
  return useSyncExternalStore(subscribe, read, read)
}

const openAndSubscribe = (handle: ConversationHandle, listener: () => void): (() => void) => {
  const unsubscribe = subscribeByFrame(handle.timeline, listener)
  const release = handle.open()
  return () => {
    unsubscribe()
    release()
  }
}

export const useMembers = (id: string): readonly Member[] =>
  useLiveSnapshot(useConversationHandle(id).members)

/** Ids of the people typing now, without the user. */
export const useTyping = (id: string): readonly string[] => useLiveSnapshot(useConversationHandle(id).typing)

const UNKNOWN_WITHOUT_LINE: readonly ConnectionState['status'][] = [
  'idle',
  'offline',
  'auth_required',
  'stopped',
]

/** Undefined without a user id, and while disconnected: presence is then unknown. */
export const usePresence = (user_id: string | undefined): PresenceState | undefined => {
  const unknown = useConnection(({ status }) => UNKNOWN_WITHOUT_LINE.includes(status))
  const state = useLive(useChat().presence, (presence) => (user_id && presence[user_id]) || 'offline')
  return unknown || user_id === undefined ? undefined : state
}

/** The unsent text of a conversation or thread, and its setter; it survives a reload. */
export const useDraft = (id: string, thread_id?: string): [string, (text: string) => void] => {
  const handle = useConversationHandle(id)
  const change = useCallback((text: string) => handle.setDraft(text, thread_id), [handle, thread_id])
  return [useSnapshot(handle.draftOf(thread_id)), change]
}

/** The number of messages in the outbox, over all conversations. */
export const useOutbox = (): { pending: number } =>
  useSnapshot<{ pending: number }>(useChat().outbox.state as Store<{ pending: number }>)
