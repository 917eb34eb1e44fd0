// Routes of the fake server: what a member sets for themselves.
import {
  LIMITS,
  type Conversation,
  type OwnChanges,
  type OwnSettings,
  type PatchOwnSettings,
} from '@lectern/protocol'
import { conversationOf, type Handlers, type InConversation } from './fake-call.ts'
import type { FakeConversation } from './fake-conversation.ts'
import { FakeRefusal } from './fake-refusal.ts'
import type { FakeServer } from './fake-server.ts'

/** Whether it is muted and archived, and what counts of it. */
export const standing = (
  server: FakeServer,
  { own, said_seq = 0, unread, unread_mentions = [] }: Conversation,
) => {
  const muted = (own?.muted_until ?? '') > server.time
  const archived = own?.archived_seq !== undefined && (muted || said_seq <= own.archived_seq)
  return { archived, counted: archived ? 0 : muted ? unread_mentions.length : unread }
}

const unreadPlace = (conversation: FakeConversation, me: string, seq: number): number => {
  const place = conversation.state.messages.find(
    ({ created_seq, sender_id, kind, deleted_at }) =>
      created_seq >= seq && sender_id !== me && kind !== 'system' && !deleted_at,
  )
  if (!place) throw new FakeRefusal('conflict', 'From there on nobody else wrote anything.', 'unread_from')
  return place.created_seq
}

const applied = (
  own: OwnSettings,
  { pinned, ...fields }: PatchOwnSettings,
  { head, at }: { head: number; at: string },
): OwnSettings => {
  const pinned_at = pinned ? (own.pinned_at ?? at) : null
  const archived_seq = fields.archived_seq && Math.min(fields.archived_seq, head)
  const next = {
    ...{ ...own, ...fields },
    ...(pinned !== undefined && { pinned_at }),
    ...(archived_seq !== undefined && { archived_seq }),
  }
  return Object.fromEntries(
    Object.entries(next).filter(([, value]) => value !== null),
  ) as unknown as OwnSettings
}

/** Gives it the next number of the person's own clock, and tells their devices. */
export const setOwn = (call: InConversation, next?: OwnSettings): OwnChanges => {
  const { server, me } = call
  const conversation = conversationOf(call)
  const from = server.ownSeqs.get(me.id) ?? 0
  const before = conversation.own.get(me.id) ?? { conversation_id: conversation.id, changed_seq: 0 }
  const own = { ...(next ?? before), changed_seq: from + 1 }
  server.ownSeqs.set(me.id, own.changed_seq)
  conversation.own.set(me.id, own)
  const window = { from, to: own.changed_seq, settings: [own] }
  server.send(me.id, { type: 'own', ...window })
  return { window, head: window.to }
}

export const ownHandlers: Handlers = {
  patchOwnSettings: (call) => {
    const { server, me, body } = call
    const conversation = conversationOf(call)
    const before = conversation.own.get(me.id) ?? { conversation_id: conversation.id, changed_seq: 0 }
    const { unread_from } = body
    const place =
      typeof unread_from === 'number' ? unreadPlace(conversation, me.id, unread_from) : unread_from
    const patch = { ...body, ...(place !== undefined && { unread_from: place }) }
    const next = applied(before, patch, { head: conversation.state.head, at: server.time })
    const seq = server.ownSeqs.get(me.id) ?? 0
    if (JSON.stringify(Object.entries(next).sort()) === JSON.stringify(Object.entries(before).sort()))
      return { window: { from: seq, to: seq, settings: [] }, head: seq }
    const changes = setOwn(call, next)
    if (place) conversation.acknowledge(me.id, 0, place - 1)
    return changes
  },
  getOwnChanges: ({ server, me, query: { since, limit = LIMITS.heads } }) => {
    const head = server.ownSeqs.get(me.id) ?? 0
    const all = server.conversationsOf(me.id).flatMap(({ own }) => own.get(me.id) ?? [])
    const later = all.filter(({ changed_seq }) => changed_seq > since)
    const settings = later.sort((a, b) => a.changed_seq - b.changed_seq).slice(0, limit)
    const to = settings.length < later.length ? (settings.at(-1)?.changed_seq ?? head) : Math.max(head, since)
    return { window: { from: since, to, settings }, head }
  },
}
