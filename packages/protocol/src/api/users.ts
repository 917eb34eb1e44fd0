import * as z from 'zod/mini'
import { Cursor } from '../ids.ts'
import { Me, PatchMe, Role, User } from '../user.ts'
import { endpoint } from './endpoint.ts'
import { Page, Q } from './parameters.ts'

export const getMe = endpoint({
  method: 'get',
  path: '/me',
  summary: 'The signed-in person',
  guard: 'bearer',
  before_new_password: true,
  answers: { 200: { description: 'Me', schema: Me } },
  errors: [],
})

export const patchMe = endpoint({
  method: 'patch',
  path: '/me',
  summary: 'Change own name, as far as the role may',
  guard: 'bearer',
  budget: 'create',
  body: PatchMe,
  answers: { 200: { description: 'Me, changed', schema: Me } },
  errors: ['too_large', 'forbidden'],
})

export const listUsers = endpoint({
  method: 'get',
  path: '/users',
  summary: 'People one may write to',
  guard: 'bearer',
  query: z.object({ q: Q, role: z.optional(Role), ...Page }),
  answers: {
    200: {
      description: 'By name',
      schema: z.object({ users: z.array(User), next_cursor: z.nullable(Cursor) }),
    },
  },
  errors: [],
})
