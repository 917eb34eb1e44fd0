// What a member sets for themselves.
import { expect } from 'vitest'
import type { Operation } from '../api/index.ts'
import { MUTED_FOR_EVER, type PatchOwnSettings } from '../own-settings.ts'
import type { WirePerson } from './wire-person.contract.ts'
import type { Cases } from './wire.contract.ts'

const write = (person: WirePerson, at: { params: { id: string } }) =>
  person.get('sendMessage', { ...at, body: { content: 'Hello' } })

const set = (person: WirePerson, at: { params: { id: string } }, body: PatchOwnSettings) =>
  person.get('patchOwnSettings', { ...at, body })

export const ownCases: Partial<Record<Operation, Cases>> = {
  patchOwnSettings: {
    'pins, mutes and archives for oneself alone, each a number of the own clock': async ({
      ada,
      ben,
      at,
    }) => {
      await write(ada, at)
      const { head } = await ben.get('getConversation', at)
      const { window } = await set(ben, at, {
        pinned: true,
        muted_until: MUTED_FOR_EVER,
        archived_seq: head + 5,
      })
      expect(window.to).toBe(window.from + 1)
      const { own } = await ben.get('getConversation', at)
      expect(window.settings).toEqual([own])
      expect(own).toMatchObject({ muted_until: MUTED_FOR_EVER, archived_seq: head, changed_seq: window.to })
      expect((await ada.get('getConversation', at)).own).toBeUndefined()
      const again = await set(ben, at, { pinned: true, muted_until: MUTED_FOR_EVER })
      expect(again.window).toEqual({ from: window.to, to: window.to, settings: [] })
      const { window: ended } = await set(ben, at, { pinned: false, muted_until: null, archived_seq: null })
      expect(ended.settings).toEqual([{ conversation_id: at.params.id, changed_seq: window.to + 1 }])
    },
    'archived is out of the counts until somebody writes': async ({ ada, ben, at }) => {
      await write(ada, at)
      const before = await ben.get('getConversationTotals')
      const { head } = await ben.get('getConversation', at)
      await set(ben, at, { archived_seq: head })
      const totals = await ben.get('getConversationTotals')
      expect(totals).toMatchObject({ archived: 1, unread: before.unread - 1 })
      const list = await ben.get('listConversations', { query: { filter: 'archived' } })
      expect(list.conversations.map(({ id }) => id)).toEqual([at.params.id])
      await write(ada, at)
      expect(await ben.get('getConversationTotals')).toMatchObject({ archived: 0, unread: before.unread })
    },
    'unread from a message on, until one says that it is read': async ({ ada, ben, at }) => {
      const sent = (await write(ada, at)).window
      await write(ada, at)
      const { head } = await ben.get('getConversation', at)
      await ben.get('putReceipt', { ...at, body: { read_seq: head } })
      await set(ben, at, { unread_from: sent.to })
      expect(await ben.get('getConversation', at)).toMatchObject({ unread: 2, read_seq: head })
      await ben.get('putReceipt', { ...at, body: { read_seq: head } })
      expect(await ben.get('getConversation', at)).toMatchObject({ unread: 2 })
      await set(ben, at, { unread_from: null })
      expect(await ben.get('getConversation', at)).toMatchObject({ unread: 0 })
      const refusal = await ben.refused('patchOwnSettings', { ...at, body: { unread_from: head + 1 } })
      expect(refusal.code).toBe('conflict')
    },
  },
  getOwnChanges: {
    'has what changed since a cursor': async ({ ben, at }) => {
      const { window } = await set(ben, at, { pinned: true })
      const since = window.from
      expect(await ben.get('getOwnChanges', { query: { since } })).toEqual({ window, head: window.to })
      expect(await ben.get('getOwnChanges', { query: { since: window.to } })).toEqual({
        window: { from: window.to, to: window.to, settings: [] },
        head: window.to,
      })
    },
  },
}
