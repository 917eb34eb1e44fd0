import { endpoints } from '@lectern/protocol'
import { route, type Route } from '../route.ts'
import { createReport, listReports, patchReport } from './reports.ts'

export const reportRoutes: Route[] = [
  route(endpoints.createReport, async (ctx, viewer, { body }) => {
    const { report, created } = await createReport(ctx, viewer, body)
    return { status: created ? 201 : 200, body: report }
  }),
  route(endpoints.listReports, async (ctx, viewer, { query }) => ({
    body: await listReports(ctx, viewer, query),
  })),
  route(endpoints.patchReport, async (ctx, viewer, { params, body }) => ({
    body: await patchReport(ctx, viewer, params.id, body.state),
  })),
]
