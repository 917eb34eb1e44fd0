import * as z from 'zod/mini'
import { Cursor } from '../ids.ts'
import { Backlink, Document, NewDocument, NewDocumentVersion, Passage } from '../document.ts'
import { endpoint } from './endpoint.ts'
import { ById, Page, Q } from './parameters.ts'

export const createDocument = endpoint({
  method: 'post',
  path: '/documents',
  summary: 'Add to the knowledge base',
  guard: 'bearer',
  body: NewDocument,
  answers: { 201: { description: 'Its first version', schema: Document } },
  errors: ['forbidden', 'not_found', 'conflict', 'too_large', 'storage_full'],
})

export const listDocuments = endpoint({
  method: 'get',
  path: '/documents',
  summary: 'List, or search passages with `q`',
  guard: 'bearer',
  query: z.object({ q: Q, collection: z.optional(z.string().check(z.maxLength(140))), ...Page }),
  answers: {
    200: {
      description: 'Documents, and with `q` the passages found',
      schema: z.object({
        documents: z.array(Document),
        passages: z.optional(z.array(Passage)),
        next_cursor: z.nullable(Cursor),
      }),
    },
  },
  errors: [],
})

export const getDocument = endpoint({
  method: 'get',
  path: '/documents/:id',
  summary: 'One document, the newest version unless another is asked for',
  guard: 'bearer',
  params: ById,
  query: z.object({ version: z.optional(z.coerce.number().check(z.int(), z.minimum(1))) }),
  answers: { 200: { description: 'The document', schema: Document } },
  errors: ['not_found'],
})

export const createDocumentVersion = endpoint({
  method: 'post',
  path: '/documents/:id/versions',
  summary: 'Write a new version',
  guard: 'bearer',
  params: ById,
  body: NewDocumentVersion,
  answers: { 201: { description: 'The new version', schema: Document } },
  errors: ['forbidden', 'not_found', 'too_large', 'storage_full'],
})

export const listBacklinks = endpoint({
  method: 'get',
  path: '/documents/:id/backlinks',
  summary: 'Where a document is cited',
  guard: 'bearer',
  params: ById,
  answers: {
    200: {
      description: 'Messages one may read',
      schema: z.object({ backlinks: z.array(Backlink), next_cursor: z.nullable(Cursor) }),
    },
  },
  errors: ['not_found'],
})
