import type { ConversationHandle, Timeline } from '@lectern/client'
import { printPage } from '../../hooks/print-later.ts'
import { MOST_PRINTED } from './most-printed.ts'

/** Loads the conversation as far as it is printed, and prints it. @throws ApiError */
export const printAll = async (handle: ConversationHandle): Promise<void> => {
  const { timeline } = handle
  if (timeline.get().has_more_after) await handle.loadNewest()
  let loaded = -1
  while (lacksRows(timeline.get()) && timeline.get().rows.length > loaded) {
    loaded = timeline.get().rows.length
    await handle.loadBefore()
  }
  await printPage()
}

const lacksRows = ({ rows, has_more_before }: Timeline): boolean =>
  has_more_before && rows.length < MOST_PRINTED
