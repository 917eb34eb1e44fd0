const STEPS: Record<string, (index: number, count: number) => number> = {
  ArrowDown: (index, count) => (index + 1) % count,
  ArrowUp: (index, count) => (index <= 0 ? count : index) - 1,
  Home: () => 0,
  End: (_, count) => count - 1,
}

/**
 * The index that a key leads to in a list of `count` entries, wrapping at its ends; undefined for other keys.
 */
export const listStep = (key: string, index: number, count: number): number | undefined =>
  STEPS[key]?.(index, count)
