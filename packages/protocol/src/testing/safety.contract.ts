// Hiding, blocking, reporting, and who may start what.
import { expect } from 'vitest'
import type { Operation } from '../api/index.ts'
import { DEFAULT_POLICY } from '../policy.ts'
import type { WirePerson } from './wire-person.contract.ts'
import type { Cases } from './wire.contract.ts'

const talkOf = async (ada: WirePerson, ben: WirePerson): Promise<{ id: string }> => {
  const { id } = await ada.get('createConversation', { body: { kind: 'direct', member_ids: [ben.id] } })
  return { id }
}

const idsOf = async (person: WirePerson): Promise<string[]> =>
  (await person.get('listConversations', { query: { filter: 'direct' } })).conversations.map(({ id }) => id)

const write = (person: WirePerson, params: { id: string }) =>
  person.get('sendMessage', { params, body: { content: 'Hello' } })

export const safetyCases: Partial<Record<Operation, Cases>> = {
  getPolicy: {
    'tells everybody who may start what with whom': async ({ ben }) => {
      expect(await ben.get('getPolicy')).toEqual(DEFAULT_POLICY)
    },
  },
  hideConversation: {
    'takes a direct conversation off the own list until the other person writes': async ({
      ada,
      ben,
      at,
    }) => {
      const params = await talkOf(ada, ben)
      await ben.get('hideConversation', { params })
      expect(await idsOf(ben)).not.toContain(params.id)
      expect(await idsOf(ada)).toContain(params.id)
      expect((await ben.refused('getConversation', { params })).code).toBe('not_found')
      const seen = await ada.get('getConversation', { params })
      expect(seen.members.map(({ left_at }) => left_at)).toEqual([undefined, undefined])
      await write(ada, params)
      expect(await idsOf(ben)).toContain(params.id)
      expect((await ben.refused('hideConversation', at)).code).toBe('conflict')
    },
    'is undone by starting it again': async ({ ada, ben }) => {
      const params = await talkOf(ada, ben)
      await ada.get('hideConversation', { params })
      expect(await talkOf(ada, ben)).toEqual(params)
      expect(await idsOf(ada)).toContain(params.id)
    },
  },
  listBlocks: {
    'has the people one has blocked': async ({ ada, ben }) => {
      await ben.get('blockUser', { params: { user_id: ada.id } })
      const { blocks } = await ben.get('listBlocks')
      expect(blocks).toMatchObject([{ user: { id: ada.id, name: 'Ada', role: 'instructor' } }])
      expect((await ada.get('listBlocks')).blocks).toEqual([])
      await ben.get('unblockUser', { params: { user_id: ada.id } })
      expect((await ben.get('listBlocks')).blocks).toEqual([])
    },
  },
  blockUser: {
    'keeps their direct conversation away, without telling them': async ({ ada, ben }) => {
      const params = await talkOf(ada, ben)
      const user = { params: { user_id: ada.id } }
      await ben.get('blockUser', user)
      await ben.get('blockUser', user)
      await write(ada, params)
      expect(await idsOf(ben)).not.toContain(params.id)
      expect(await idsOf(ada)).toContain(params.id)
      await ben.get('unblockUser', user)
      expect((await ben.refused('blockUser', { params: { user_id: ben.id } })).code).toBe('forbidden')
    },
  },
  unblockUser: {
    'brings the conversation back, with what was written meanwhile': async ({ ada, ben }) => {
      const params = await talkOf(ada, ben)
      const user = { params: { user_id: ada.id } }
      await write(ben, params)
      const { unread } = await ben.get('getConversation', { params })
      await ben.get('blockUser', user)
      await write(ada, params)
      await ben.get('unblockUser', user)
      expect((await ben.get('getConversation', { params })).unread).toBe(unread + 1)
      await ben.get('unblockUser', user)
    },
  },
  createReport: {
    'keeps what a message says, once for each id': async ({ ada, ben, say }) => {
      const message = await say(ada, 'A hard word')
      const id = crypto.randomUUID()
      const body = { id, message_id: message.id, reason: 'It is rude.' }
      const report = await ben.get('createReport', { body })
      expect(report).toMatchObject({
        state: 'open',
        excerpt: 'A hard word',
        reporter: { id: ben.id },
        user: { id: ada.id },
      })
      expect(await ben.get('createReport', { body })).toEqual(report)
      expect((await ben.refused('createReport', { body: { ...body, reason: 'Other.' } })).code).toBe(
        'conflict',
      )
    },
    'may be about a person, but not oneself': async ({ ada, ben }) => {
      const about = (user_id: string) => ({ body: { user_id, reason: 'Rude.' } })
      expect((await ben.get('createReport', about(ada.id))).user.id).toBe(ada.id)
      expect((await ben.refused('createReport', about(ben.id))).code).toBe('forbidden')
    },
  },
  listReports: {
    'is for staff of the conversation whom it is not about': async ({ ada, ben, say }) => {
      const his = await say(ben, 'A joke')
      const hers = await say(ada, 'A hard word')
      const id = crypto.randomUUID()
      await ben.get('createReport', { body: { message_id: hers.id, reason: 'Rude.' } })
      await ada.get('createReport', { body: { id, message_id: his.id, reason: 'No joke.' } })
      const { reports, open } = await ada.get('listReports', { query: { state: 'open', limit: 100 } })
      expect(open).toBe(reports.length)
      expect(reports[0]).toMatchObject({ id, user: { id: ben.id } })
      expect(reports.map(({ message_id }) => message_id)).not.toContain(hers.id)
      expect((await ben.refused('listReports')).code).toBe('forbidden')
    },
  },
  patchReport: {
    'says that it is dealt with, and takes that back': async ({ ada, ben, say }) => {
      const { id: message_id } = await say(ben, 'A joke')
      const { id } = await ada.get('createReport', { body: { message_id, reason: 'No joke.' } })
      const set = (state: 'open' | 'done') => ({ params: { id }, body: { state } })
      expect(await ada.get('patchReport', set('done'))).toMatchObject({
        state: 'done',
        done_by: { id: ada.id },
      })
      expect(await ada.get('patchReport', set('open'))).not.toHaveProperty('done_by')
      expect((await ben.refused('patchReport', set('done'))).code).toBe('forbidden')
    },
  },
}
