import * as z from 'zod/mini'
import { endpoint } from './endpoint.ts'

const Health = z.object({
  status: z.enum(['ok', 'starting', 'draining', 'failing']),
  version: z.string(),
  /** The commit that was built, with `-dirty` for changes besides; absent where none was known. */
  commit: z.optional(z.string()),
})

export const healthz = endpoint({
  method: 'get',
  path: '/healthz',
  summary: 'The process lives',
  guard: 'none',
  answers: { 200: { description: 'It does', schema: Health } },
  errors: [],
})

export const readyz = endpoint({
  method: 'get',
  path: '/readyz',
  summary: 'Ready for traffic: the database answers and it is not draining',
  guard: 'none',
  answers: { 200: { description: 'Ready', schema: Health } },
  errors: [],
})

export const metrics = endpoint({
  method: 'get',
  path: '/metrics',
  summary: 'Prometheus metrics',
  guard: 'none',
  answers: { 200: { description: 'text/plain, Prometheus exposition', schema: null } },
  errors: ['forbidden'],
})

export const openapi = endpoint({
  method: 'get',
  path: '/openapi.json',
  summary: 'This HTTP interface as OpenAPI 3.1',
  guard: 'none',
  answers: { 200: { description: 'OpenAPI', schema: z.record(z.string(), z.unknown()) } },
  errors: [],
})

export const asyncapi = endpoint({
  method: 'get',
  path: '/asyncapi.json',
  summary: 'The socket as AsyncAPI 3',
  guard: 'none',
  answers: { 200: { description: 'AsyncAPI', schema: z.record(z.string(), z.unknown()) } },
  errors: [],
})

export const docs = endpoint({
  method: 'get',
  path: '/docs',
  summary: 'The interface, to read in a browser',
  guard: 'none',
  answers: { 200: { description: 'HTML', schema: null } },
  errors: [],
})
