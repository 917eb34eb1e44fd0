import { defaultRangeExtractor, type Range } from '@tanstack/react-virtual'

/** A selection over more rows than this beyond those in view keeps only the nearer ones. */
const SELECTED_ROWS = 200

export interface KeptRows {
  /** -1: none. */
  focused: number
  /** The rows in which a selection begins and ends. */
  selected: readonly number[]
}

/**
 * The rows in view and beside them, and those that must stay: the focused one, and all selected ones, so that
 * they can be copied.
 */
export const rowsToDraw = (range: Range, { focused, selected }: KeptRows): number[] => {
  const shown = defaultRangeExtractor(range)
  const first = Math.max(Math.min(...shown, ...selected), range.startIndex - SELECTED_ROWS)
  const last = Math.min(Math.max(...shown, ...selected), range.endIndex + SELECTED_ROWS, range.count - 1)
  const rows =
    selected.length > 0 ? Array.from({ length: last - first + 1 }, (_, step) => first + step) : shown
  if (focused < 0 || focused >= range.count || rows.includes(focused)) return rows
  return [...rows, focused].sort((a, b) => a - b)
}
