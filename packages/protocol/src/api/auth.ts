import * as z from 'zod/mini'
import { ChangePassword, Login, Refresh, Session, Ticket, Tokens } from '../session.ts'
import { endpoint } from './endpoint.ts'
import { ById } from './parameters.ts'

export const login = endpoint({
  method: 'post',
  path: '/auth/login',
  summary: 'Sign in with email and password',
  guard: 'none',
  body: Login,
  answers: { 200: { description: 'Tokens, and by default a refresh cookie', schema: Tokens } },
  errors: ['unauthorized'],
})

export const refresh = endpoint({
  method: 'post',
  path: '/auth/refresh',
  summary: 'Trade the refresh token for a new pair',
  guard: 'refresh',
  body: Refresh,
  body_optional: true,
  answers: { 200: { description: 'Tokens; the refresh token was rotated', schema: Tokens } },
  errors: [],
})

export const logout = endpoint({
  method: 'post',
  path: '/auth/logout',
  summary: 'End this session and close its sockets',
  guard: 'bearer',
  before_new_password: true,
  budget: 'signal',
  answers: { 204: { description: 'Signed out', schema: null } },
  errors: [],
})

export const listSessions = endpoint({
  method: 'get',
  path: '/auth/sessions',
  summary: 'The devices one is signed in on',
  guard: 'bearer',
  answers: {
    200: {
      description: 'Live sessions',
      schema: z.object({ sessions: z.array(Session), next_cursor: z.null() }),
    },
  },
  errors: [],
})

export const revokeSession = endpoint({
  method: 'delete',
  path: '/auth/sessions/:id',
  summary: 'Sign a device out',
  guard: 'bearer',
  budget: 'create',
  params: ById,
  answers: { 204: { description: 'Revoked; its sockets close within a second', schema: null } },
  errors: ['not_found'],
})

export const revokeOtherSessions = endpoint({
  method: 'delete',
  path: '/auth/sessions',
  summary: 'Sign out every other device',
  guard: 'bearer',
  answers: { 204: { description: 'Revoked; their sockets close within a second', schema: null } },
  errors: [],
})

export const changePassword = endpoint({
  method: 'put',
  path: '/me/password',
  summary: 'Change own password',
  guard: 'bearer',
  before_new_password: true,
  body: ChangePassword,
  answers: { 204: { description: 'Changed; this device stays signed in', schema: null } },
  errors: ['forbidden'],
})

export const createTicket = endpoint({
  method: 'post',
  path: '/auth/ticket',
  summary: 'A one-use token for opening a socket',
  guard: 'bearer',
  budget: 'create',
  answers: { 200: { description: 'Valid once, for 30 seconds', schema: Ticket } },
  errors: [],
})
