// Signing in and out, and users.
import { expect } from 'vitest'
import type { Operation } from '../api/index.ts'
import type { Room } from './room.contract.ts'
import { signIn, WirePerson } from './wire-person.contract.ts'
import type { Cases } from './wire.contract.ts'

const nobody = ({ wire, ada }: Room): WirePerson => {
  const person = new WirePerson(wire)
  person.heard = ada.heard
  return person
}

export const peopleCases: Partial<Record<Operation, Cases>> = {
  healthz: {
    'says that the process lives': async (room) => {
      expect(await nobody(room).get('healthz')).toMatchObject({ status: 'ok' })
    },
  },
  login: {
    'gives tokens for email and password': async (room) => {
      const { ada } = room
      const tokens = await nobody(room).get('login', { body: { ...ada.account, refresh_in: 'body' } })
      expect(tokens.user).toMatchObject({ id: ada.id, email: ada.account.email, role: 'instructor' })
      expect(await new WirePerson(room.wire, tokens.access_token).get('getMe')).toEqual(tokens.user)
      expect(tokens.refresh_token).toBeTypeOf('string')
      const { code } = await nobody(room).refused('login', { body: { ...ada.account, password: 'wrong' } })
      expect(code).toBe('unauthorized')
    },
    'keeps the refresh token out of the answer unless asked to put it there': async (room) => {
      expect(await nobody(room).get('login', { body: room.ada.account })).not.toHaveProperty('refresh_token')
    },
  },
  refresh: {
    'trades a refresh token for a new pair': async (room) => {
      const someone = nobody(room)
      const { account, id } = room.chloe
      const { refresh_token = '' } = await someone.get('login', { body: { ...account, refresh_in: 'body' } })
      const tokens = await someone.get('refresh', { body: { refresh_token } })
      expect(tokens.user.id).toBe(id)
      expect(tokens.refresh_token).not.toBe(refresh_token)
      expect((await someone.refused('refresh', { body: { refresh_token: 'made up' } })).code).toBe(
        'unauthorized',
      )
      expect((await someone.refused('refresh')).code).toBe('unauthorized')
    },
  },
  logout: {
    'ends this session and no other': async (room) => {
      const second = await signIn(room.wire, room.ben.account)
      second.heard = room.ben.heard
      expect((await second.ask('logout')).status).toBe(204)
      expect((await second.refused('getMe')).code).toBe('unauthorized')
      expect((await room.ben.get('getMe')).id).toBe(room.ben.id)
    },
  },
  createTicket: {
    'gives a token for one use': async ({ ada }) => {
      const { ticket, expires_in } = await ada.get('createTicket')
      expect(ticket).not.toBe((await ada.get('createTicket')).ticket)
      expect(expires_in).toBe(30)
    },
  },
  getMe: {
    'is the person who asks': async ({ ben }) => {
      expect(await ben.get('getMe')).toMatchObject({ id: ben.id, name: 'Ben', role: 'student' })
    },
  },
  patchMe: {
    'changes the name of staff': async ({ ada }) => {
      expect(await ada.get('patchMe', { body: { name: 'Adá' } })).toMatchObject({ name: 'Adá' })
      expect(await ada.get('getMe')).toMatchObject({ name: 'Adá' })
      expect(await ada.get('patchMe', { body: { name: 'Ada' } })).toMatchObject({ name: 'Ada' })
      expect((await ada.get('patchMe', { body: {} })).name).toBe('Ada')
    },
    'does not change that of a student': async ({ chloe }) => {
      expect(await chloe.refused('patchMe', { body: { name: 'Chloé' } })).toMatchObject({ code: 'forbidden' })
      expect((await chloe.get('patchMe', { body: { name: 'Chloe' } })).name).toBe('Chloe')
    },
  },
  listUsers: {
    'are those one may write to, by name': async ({ ada, ben }) => {
      const known = async (person: WirePerson, q: string) =>
        (await person.get('listUsers', { query: { q } })).users.map(({ name }) => name)
      expect(await known(ada, 'e')).toEqual(['Ben', 'Chloe'])
      expect(await known(ada, 'ada')).toEqual([])
      expect(await known(ben, 'ada')).toEqual(['Ada'])
      expect(await known(ben, 'chloe')).toEqual([])
    },
    'come in pages and by role': async ({ ada }) => {
      const query = { role: 'student', limit: 1 } as const
      const first = await ada.get('listUsers', { query })
      expect(first.users.map(({ name }) => name)).toEqual(['Ben'])
      const { users, next_cursor } = await ada.get('listUsers', {
        query: { ...query, cursor: first.next_cursor ?? '' },
      })
      expect(users.map(({ name }) => name)).toEqual(['Chloe'])
      expect(next_cursor).toBeNull()
    },
  },
}
