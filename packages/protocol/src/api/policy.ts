import { PatchPolicy, Policy } from '../policy.ts'
import { endpoint } from './endpoint.ts'

export const getPolicy = endpoint({
  method: 'get',
  path: '/policy',
  summary: 'Who may start what with whom',
  guard: 'bearer',
  answers: { 200: { description: 'All settings', schema: Policy } },
  errors: [],
})

export const patchPolicy = endpoint({
  method: 'patch',
  path: '/policy',
  summary: 'Change who may start what with whom: administrators',
  guard: 'bearer',
  body: PatchPolicy,
  answers: { 200: { description: 'All settings, changed', schema: Policy } },
  errors: ['forbidden'],
})
