import { endpoints } from '@lectern/protocol'
import { route, type Route } from '../route.ts'
import type { Assistant } from './assistant.ts'
import { readReview, review } from './review.ts'
import { findSimilar } from './similar.ts'
import { askAssistant, rateInvocation, stopInvocation } from './invocations.ts'

export const assistantRoutes = (assistant: Assistant): Route[] => [
  route(endpoints.createInvocation, async (ctx, viewer, { params, body }) => ({
    status: 201,
    body: { window: await askAssistant(ctx, viewer, params.id, body) },
  })),
  route(endpoints.stopInvocation, async (ctx, viewer, { params }) => ({
    body: { window: await stopInvocation(ctx, viewer, assistant, params.id) },
  })),
  route(endpoints.listSimilar, async (ctx, viewer, { query }) => ({
    body: { similar: await findSimilar(ctx, viewer, query) },
  })),
  route(endpoints.getReview, async (ctx, viewer, { params }) => ({
    body: await readReview(ctx, viewer, params.id),
  })),
  route(endpoints.reviewInvocation, async (ctx, viewer, { params, body }) => ({
    body: { window: await review(ctx, viewer, params.id, body) },
  })),
  route(endpoints.rateInvocation, async (ctx, viewer, { params, body }) => ({
    body: { window: await rateInvocation(ctx, viewer, params.id, body.helpful) },
  })),
]
