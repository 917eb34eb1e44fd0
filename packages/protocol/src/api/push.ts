import { PushState, PutPush, RenewPush } from '../push.ts'
import { endpoint } from './endpoint.ts'

export const getPush = endpoint({
  method: 'get',
  path: '/push',
  summary: 'Whether pushes can be had, and whether this device has them',
  guard: 'bearer',
  answers: { 200: { description: 'The key of the server, and the state of this device', schema: PushState } },
  errors: [],
})

export const putPush = endpoint({
  method: 'put',
  path: '/push/subscription',
  summary: 'Send notices to this device while the app is closed',
  guard: 'bearer',
  body: PutPush,
  answers: { 200: { description: 'Stored, until its session ends', schema: PushState } },
  errors: ['conflict'],
})

export const deletePush = endpoint({
  method: 'delete',
  path: '/push/subscription',
  summary: 'Send nothing to this device any more',
  guard: 'bearer',
  answers: { 204: { description: 'Removed, or there was none', schema: null } },
  errors: [],
})

export const testPush = endpoint({
  method: 'post',
  path: '/push/tests',
  summary: 'Send a notification to this device now',
  guard: 'bearer',
  answers: { 204: { description: 'The push service has taken it', schema: null } },
  errors: ['not_found'],
})

export const renewPush = endpoint({
  method: 'post',
  path: '/push/renewals',
  summary: 'Say that the browser replaced a subscription; the secret of the former one is the credential',
  guard: 'none',
  body: RenewPush,
  answers: { 204: { description: 'Replaced', schema: null } },
  errors: ['not_found'],
})
