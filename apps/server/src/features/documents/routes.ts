import { endpoints } from '@lectern/protocol'
import { route, type Route } from '../route.ts'
import { createDocument, createVersion, getDocument, patchDocument } from './documents.ts'
import { listBacklinks, listCollections, listDocuments, listVersions } from './lists.ts'
import { readOriginal } from './original.ts'

export const documentRoutes: Route[] = [
  route(endpoints.createDocument, async (ctx, viewer, { body }) => {
    const { document, created } = await createDocument(ctx, viewer, body)
    return { status: created ? 201 : 200, body: document }
  }),
  route(endpoints.listDocuments, async (ctx, viewer, { query }) => ({
    body: await listDocuments(ctx, viewer, query),
  })),
  route(endpoints.listCollections, async (ctx, viewer) => ({
    body: { collections: await listCollections(ctx, viewer), next_cursor: null },
  })),
  route(endpoints.getDocument, async (ctx, viewer, { params, query }) => ({
    body: await getDocument(ctx, viewer, params.id, query.version),
  })),
  route(endpoints.patchDocument, async (ctx, viewer, { params, body }) => ({
    body: await patchDocument(ctx, viewer, params.id, body),
  })),
  route(endpoints.createDocumentVersion, async (ctx, viewer, { params, body }) => {
    const { document, created } = await createVersion(ctx, viewer, params.id, body)
    return { status: created ? 201 : 200, body: document }
  }),
  route(endpoints.listDocumentVersions, async (ctx, viewer, { params, query }) => ({
    body: await listVersions(ctx, viewer, params.id, query),
  })),
  route(endpoints.getDocumentOriginal, (ctx, viewer, { params, query }) =>
    readOriginal(ctx, viewer, params.id, query.version),
  ),
  route(endpoints.listBacklinks, async (ctx, viewer, { params, query }) => ({
    body: await listBacklinks(ctx, viewer, params.id, query),
  })),
]
