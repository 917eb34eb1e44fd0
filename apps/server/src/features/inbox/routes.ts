import { endpoints } from '@lectern/protocol'
import { route, type Route } from '../route.ts'
import { mergeQuestion, unmergeQuestion } from '../messages/merge.ts'
import { deleteCanned, listCanned, putCanned } from './canned.ts'
import { claim, patchItem, release } from './claims.ts'
import { getTeachingHours, putTeachingHours } from './hours.ts'
import { listInbox } from './inbox.ts'
import { addNote, deleteNote, listNotes } from './notes.ts'
import { listWaits } from './waits.ts'

export const inboxRoutes: Route[] = [
  route(endpoints.listInbox, async (ctx, viewer, { query }) => ({
    body: await listInbox(ctx, viewer, query),
  })),
  route(endpoints.claimInboxItem, async (ctx, viewer, { params, body }) => ({
    body: await claim(ctx, viewer, params, body),
  })),
  route(endpoints.releaseInboxItem, async (ctx, viewer, { params }) => ({
    body: await release(ctx, viewer, params),
  })),
  route(endpoints.patchInboxItem, async (ctx, viewer, { params, body }) => ({
    body: await patchItem(ctx, viewer, params, body),
  })),
  route(endpoints.listWaits, async (ctx, viewer, { query }) => ({
    body: await listWaits(ctx, viewer, query.conversation_id),
  })),
  route(endpoints.listInboxNotes, async (ctx, viewer, { params }) => ({
    body: { notes: await listNotes(ctx, viewer, params) },
  })),
  route(endpoints.addInboxNote, async (ctx, viewer, { params, body }) => {
    const { note, created } = await addNote(ctx, viewer, params, body)
    return { status: created ? 201 : 200, body: note }
  }),
  route(endpoints.deleteInboxNote, async (ctx, viewer, { params }) => {
    await deleteNote(ctx, viewer, params)
    return { status: 204, body: null }
  }),
  route(endpoints.mergeQuestion, async (ctx, viewer, { params, body }) => ({
    body: { window: await mergeQuestion(ctx, viewer, params, body.message_id) },
  })),
  route(endpoints.unmergeQuestion, async (ctx, viewer, { params }) => ({
    body: { window: await unmergeQuestion(ctx, viewer, params) },
  })),
  route(endpoints.listCannedAnswers, async (ctx, viewer, { query }) => ({
    body: { answers: await listCanned(ctx, viewer, query.conversation_id) },
  })),
  route(endpoints.putCannedAnswer, async (ctx, viewer, { params, body }) => ({
    body: await putCanned(ctx, viewer, params.id, body),
  })),
  route(endpoints.deleteCannedAnswer, async (ctx, viewer, { params }) => {
    await deleteCanned(ctx, viewer, params.id)
    return { status: 204, body: null }
  }),
  route(endpoints.getTeachingHours, async (ctx, viewer, { query }) => ({
    body: await getTeachingHours(ctx, viewer, query.conversation_id),
  })),
  route(endpoints.putTeachingHours, async (ctx, viewer, { body }) => ({
    body: await putTeachingHours(ctx, viewer, body),
  })),
]
