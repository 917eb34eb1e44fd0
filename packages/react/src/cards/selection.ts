import type { TimelineRow } from '@lectern/client'
import { LIMITS, type Selection } from '@lectern/protocol'
import { isSelectable } from './SelectMessage.tsx'

/**
 * The range around the selected messages with the list of those left out; undefined when the list would be too
 * long.
 */
export const selectionOf = (
  rows: readonly TimelineRow[],
  selected: ReadonlySet<string>,
): Selection | undefined => {
  const messages = rows.flatMap(({ status, message }) =>
    status === 'stored' && isSelectable(message) ? [message] : [],
  )
  const chosen = messages.filter(({ id }) => selected.has(id)).map(({ created_seq }) => created_seq)
  if (chosen.length === 0) return undefined
  const [from, to] = [Math.min(...chosen), Math.max(...chosen)]
  const exclude = messages
    .filter(({ id, created_seq }) => created_seq >= from && created_seq <= to && !selected.has(id))
    .map(({ id }) => id)
  return exclude.length > LIMITS.card_list_items ? undefined : { from, to, exclude }
}
