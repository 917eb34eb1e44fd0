import { endpoints } from '@lectern/protocol'
import { route, type Route } from '../route.ts'
import type { Assistant } from './assistant.ts'
import { readReview, review } from './review.ts'
import { findSimilar } from './similar.ts'
import { askAssistant, rateInvocation, stopInvocation } from './invocations.ts'

export const assistantRoutes = (assistant: Assistant): Route[] => [
  route(endpoints.createInvocation, async (ctx, { params, body }) => ({
    status: 201,
    body: { window: await askAssistant(ctx, params.id, body) },
  })),
  route(endpoints.stopInvocation, async (ctx, { params }) => ({
    body: { window: await stopInvocation(ctx, assistant, params.id) },
  })),
  route(endpoints.listSimilar, async (ctx, { query }) => ({
    body: { similar: await findSimilar(ctx, query) },
  })),
  route(endpoints.getReview, async (ctx, { params }) => ({ body: await readReview(ctx, params.id) })),
  route(endpoints.reviewInvocation, async (ctx, { params, body }) => ({
    body: { window: await review(ctx, params.id, body) },
  })),
  route(endpoints.rateInvocation, async (ctx, { params, body }) => ({
    body: { window: await rateInvocation(ctx, params.id, body.helpful) },
  })),
]
