import { oncePerPage } from './page.ts'

/**
 * Counts what several chats of a page do at the same time, so that the page hears of it once. Adds `step`, and returns
 * whether it was the first to come or the last to leave.
 */
export const countInPage = (name: string, key: string, step: 1 | -1): boolean => {
  const counts = oncePerPage(name, () => new Map<string, number>())
  const before = counts.get(key) ?? 0
  const after = Math.max(0, before + step)
  if (after > 0) counts.set(key, after)
  else counts.delete(key)
  return before !== after && (before === 0 || after === 0)
}
