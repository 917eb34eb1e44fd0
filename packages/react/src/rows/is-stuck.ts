import type { TimelineRow } from '@lectern/client'

/** It waits for a decision of its author. */
export const isStuck = ({
  status,
  failure,
  held,
}: Pick<TimelineRow, 'status' | 'failure' | 'held'>): boolean =>
  status !== 'stored' && (failure !== undefined || held === true)
