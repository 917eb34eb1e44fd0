import { endpoints } from '@lectern/protocol'
import { route, type Route } from '../route.ts'
import { createDocument, createVersion, getDocument, patchDocument } from './documents.ts'
import { listBacklinks, listCollections, listDocuments, listVersions } from './lists.ts'
import { readOriginal } from './original.ts'

export const documentRoutes: Route[] = [
  route(endpoints.createDocument, async (ctx, { body }) => {
    const { document, created } = await createDocument(ctx, body)
    return { status: created ? 201 : 200, body: document }
  }),
  route(endpoints.listDocuments, async (ctx, { query }) => ({ body: await listDocuments(ctx, query) })),
  route(endpoints.listCollections, async (ctx) => ({
    body: { collections: await listCollections(ctx), next_cursor: null },
  })),
  route(endpoints.getDocument, async (ctx, { params, query }) => ({
    body: await getDocument(ctx, params.id, query.version),
  })),
  route(endpoints.patchDocument, async (ctx, { params, body }) => ({
    body: await patchDocument(ctx, params.id, body),
  })),
  route(endpoints.createDocumentVersion, async (ctx, { params, body }) => {
    const { document, created } = await createVersion(ctx, params.id, body)
    return { status: created ? 201 : 200, body: document }
  }),
  route(endpoints.listDocumentVersions, async (ctx, { params, query }) => ({
    body: await listVersions(ctx, params.id, query),
  })),
  route(endpoints.getDocumentOriginal, (ctx, { params, query }) =>
    readOriginal(ctx, params.id, query.version),
  ),
  route(endpoints.listBacklinks, async (ctx, { params, query }) => ({
    body: await listBacklinks(ctx, params.id, query),
  })),
]
