const STEPS: Record<string, (index: number, count: number) => number> = {
  ArrowDown: (index, count) => (index + 1) % count,
  ArrowUp: (index, count) => (index <= 0 ? count : index) - 1,
  Home: () => 0,
  End: (_, count) => count - 1,
}

/** Where a key leads in a list of `count` entries, round its ends; undefined for a key that does not move. */
export const listStep = (key: string, index: number, count: number): number | undefined =>
  STEPS[key]?.(index, count)
