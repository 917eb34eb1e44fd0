/** A cell of a grid whose rows may have different lengths. */
export interface Spot {
  row: number
  column: number
}

/** The cell that an arrow leads to from `at`; undefined for other keys. `lengths`: of the rows. */
export const walkGrid = (key: string, at: Spot, lengths: readonly number[]): Spot | undefined => {
  const { row, column } = at
  const last = lengths.length - 1
  if (last < 0) return undefined
  const to = (next: number): Spot => ({ row: next, column: Math.min(column, (lengths[next] ?? 1) - 1) })
  switch (key) {
    case 'ArrowDown':
      return to(Math.min(row + 1, last))
    case 'ArrowUp':
      return to(Math.max(row - 1, 0))
    case 'PageDown':
      return to(Math.min(row + PAGE, last))
    case 'PageUp':
      return to(Math.max(row - PAGE, 0))
    case 'ArrowRight':
      if (column + 1 < (lengths[row] ?? 0)) return { row, column: column + 1 }
      return row < last ? { row: row + 1, column: 0 } : at
    case 'ArrowLeft':
      if (column > 0) return { row, column: column - 1 }
      return row > 0 ? { row: row - 1, column: (lengths[row - 1] ?? 1) - 1 } : at
    default:
      return undefined
  }
}

const PAGE = 5
