/** The items of each key, in their order. */
export const groupBy = <T>(items: Iterable<T>, key: (item: T) => string): Map<string, T[]> => {
  const groups = new Map<string, T[]>()
  for (const item of items) {
    const group = groups.get(key(item))
    if (group) group.push(item)
    else groups.set(key(item), [item])
  }
  return groups
}

export const indexBy = <T>(items: Iterable<T>, key: (item: T) => string): Map<string, T> =>
  new Map(Array.from(items, (item) => [key(item), item]))

/** The keys that occur more than once. */
export const findRepeated = <T>(items: Iterable<T>, key: (item: T) => string): string[] =>
  [...groupBy(items, key)].filter(([, group]) => group.length > 1).map(([name]) => name)
