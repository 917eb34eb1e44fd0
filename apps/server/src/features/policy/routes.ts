import { endpoints } from '@lectern/protocol'
import { readPolicy } from '../../records/policies.ts'
import { route, type Route } from '../route.ts'
import { patchPolicy } from './school-policy.ts'

export const policyRoutes: Route[] = [
  route(endpoints.getPolicy, async ({ db }) => ({ body: await readPolicy(db.read) })),
  route(endpoints.patchPolicy, async (ctx, viewer, { body }) => ({
    body: await patchPolicy(ctx, viewer, body),
  })),
]
