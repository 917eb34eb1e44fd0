import type { ConversationsState } from '@lectern/client'
import { isolate } from '@lectern/texts'
import type { Member } from '@lectern/protocol'
import { nameTags } from '../core/name-tags.ts'
import { useConversationHandle, useConversations } from './hooks.ts'
import { useStore } from './use-store.ts'

type Tags = ReadonlyMap<string, string>

/** Many rows ask for the same list. */
const ofMembers = new WeakMap<readonly Member[], Tags>()
const ofTitles = new WeakMap<ConversationsState['items'], Tags>()

export const memberTags = (members: readonly Member[]): Tags => {
  const known = ofMembers.get(members)
  const tags = known ?? nameTags(members.map(({ user_id, name }) => ({ id: user_id, name })))
  if (!known) ofMembers.set(members, tags)
  return tags
}

const titleTags = (items: ConversationsState['items']): Tags => {
  const known = ofTitles.get(items)
  const people = items.flatMap(({ peer_id, display_title }) =>
    peer_id === undefined ? [] : [{ id: peer_id, name: display_title }],
  )
  const tags = known ?? nameTags(people)
  if (!known) ofTitles.set(items, tags)
  return tags
}

/** A name with its number, for sentences. */
export const withTag = (name: string, tag: string | undefined): string =>
  tag === undefined ? name : `${isolate(name)} ${tag}`

/** A short number for a member whose name another member has as well. */
export const useNameTag = (conversation_id: string, user_id: string): string | undefined =>
  useStore(useConversationHandle(conversation_id).members, (members) => memberTags(members).get(user_id))

/** The same for the other person of a direct conversation, among all direct conversations. */
export const useTitleTag = (peer_id: string | undefined): string | undefined =>
  useConversations(({ items }) => (peer_id === undefined ? undefined : titleTags(items).get(peer_id)))
