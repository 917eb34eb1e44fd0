import * as z from 'zod/mini'
import { Cursor, Id } from '../ids.ts'
import {
  Backlink,
  Collection,
  Document,
  DocumentState,
  DocumentSummary,
  DocumentVersion,
  NewDocument,
  NewDocumentVersion,
  Passage,
  PatchDocument,
} from '../document.ts'
import { LIMITS } from '../limits.ts'
import { endpoint } from './endpoint.ts'
import { ById, Page, Q } from './parameters.ts'

export const createDocument = endpoint({
  method: 'post',
  path: '/documents',
  summary: 'Add to the knowledge base',
  guard: 'bearer',
  budget: 'create',
  body: NewDocument,
  answers: {
    201: { description: 'Its first version', schema: Document },
    200: { description: 'It was there already: the same id', schema: Document },
  },
  errors: ['forbidden', 'not_found', 'conflict', 'too_large', 'storage_full'],
})

export const listDocuments = endpoint({
  method: 'get',
  path: '/documents',
  summary: 'List, the latest change first, or search passages with `q`',
  guard: 'bearer',
  query: z.object({
    q: Q,
    collection: z.optional(z.string().check(z.maxLength(LIMITS.title_chars))),
    conversation_id: z.optional(Id),
    /** `1`: only documents of the whole school. */
    school: z.optional(z.literal('1')),
    /** Only documents that a message of this conversation may cite. */
    citable_in: z.optional(Id),
    /** By default published ones and, for staff, drafts. */
    state: z.optional(DocumentState),
    ...Page,
  }),
  answers: {
    200: {
      description: 'Documents, and with `q` the passages found, the best first',
      schema: z.object({
        documents: z.array(DocumentSummary),
        passages: z.optional(z.array(Passage)),
        next_cursor: z.nullable(Cursor),
      }),
    },
  },
  errors: ['not_found'],
})

export const listCollections = endpoint({
  method: 'get',
  path: '/collections',
  summary: 'How the documents one may read are kept together',
  guard: 'bearer',
  answers: {
    200: {
      description: 'All of them',
      schema: z.object({ collections: z.array(Collection), next_cursor: z.nullable(Cursor) }),
    },
  },
  errors: [],
})

const Version = z.optional(z.coerce.number().check(z.int(), z.minimum(1)))

export const getDocument = endpoint({
  method: 'get',
  path: '/documents/:id',
  summary: 'One document, the newest version unless another is asked for',
  guard: 'bearer',
  params: ById,
  query: z.object({ version: Version }),
  answers: { 200: { description: 'The document', schema: Document } },
  errors: ['not_found'],
})

export const patchDocument = endpoint({
  method: 'patch',
  path: '/documents/:id',
  summary: 'Publish, withdraw, restore, move to another collection, or choose the language',
  guard: 'bearer',
  params: ById,
  body: PatchDocument,
  answers: { 200: { description: 'The document', schema: Document } },
  errors: ['forbidden', 'not_found', 'storage_full'],
})

export const createDocumentVersion = endpoint({
  method: 'post',
  path: '/documents/:id/versions',
  summary: 'Write a new version',
  guard: 'bearer',
  budget: 'create',
  params: ById,
  body: NewDocumentVersion,
  answers: {
    201: { description: 'The new version', schema: Document },
    200: { description: 'The newest version is just that already', schema: Document },
  },
  errors: ['forbidden', 'not_found', 'conflict', 'too_large', 'storage_full'],
})

export const listDocumentVersions = endpoint({
  method: 'get',
  path: '/documents/:id/versions',
  summary: 'Who wrote which version, the newest first',
  guard: 'bearer',
  params: ById,
  query: z.object(Page),
  answers: {
    200: {
      description: 'One page',
      schema: z.object({ versions: z.array(DocumentVersion), next_cursor: z.nullable(Cursor) }),
    },
  },
  errors: ['not_found'],
})

export const getDocumentOriginal = endpoint({
  method: 'get',
  path: '/documents/:id/original',
  summary: 'The file a version was made from',
  guard: 'bearer',
  params: ById,
  query: z.object({ version: Version }),
  answers: { 200: { description: 'The bytes, as a download', schema: null } },
  errors: ['not_found'],
})

export const listBacklinks = endpoint({
  method: 'get',
  path: '/documents/:id/backlinks',
  summary: 'Where a document is cited, the newest first',
  guard: 'bearer',
  params: ById,
  query: z.object(Page),
  answers: {
    200: {
      description: 'Messages one may read',
      schema: z.object({ backlinks: z.array(Backlink), next_cursor: z.nullable(Cursor) }),
    },
  },
  errors: ['not_found'],
})
