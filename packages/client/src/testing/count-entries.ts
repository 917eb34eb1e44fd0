type Collection = Map<unknown, unknown> | Set<unknown>

/** After the message, `note` and the constructor of the collection. */
const MAKER_LINE = 3

/** The file of the SDK that made a collection; undefined for all others. */
const makerIn = (stack: string): string | undefined =>
  /packages\/client\/src\/(?!testing\/)([^?:]+\.ts)/.exec(stack.split('\n')[MAKER_LINE] ?? '')?.[1]

/**
 * Counts the entries of every `Map` and `Set` that the SDK makes from now on and still holds, by the file that
 * made it. A collection whose entries are never removed shows as a growing number.
 *
 * @param collect frees unreachable objects, as `gc()` of Node does
 * @example
 * const entries = countEntries(gc)
 * const before = await entries.now() // { 'sync/sync.ts': 2 }
 */
export const countEntries = (collect: () => void) => {
  const made: { maker: string; held: WeakRef<Collection> }[] = []
  const { Map: PlainMap, Set: PlainSet } = globalThis
  const note = (collection: Collection): void => {
    const maker = makerIn(new Error('Who makes this?').stack ?? '')
    if (maker !== undefined) made.push({ maker, held: new WeakRef(collection) })
  }
  globalThis.Map = class<K, V> extends PlainMap<K, V> {
    constructor(entries?: Iterable<readonly [K, V]> | null) {
      super(entries)
      note(this)
    }
  } as MapConstructor
  globalThis.Set = class<T> extends PlainSet<T> {
    constructor(values?: Iterable<T> | null) {
      super(values)
      note(this)
    }
  } as SetConstructor
  return {
    now: async (): Promise<Record<string, number>> => {
      // Objects that were just examined are held until the end of the turn.
      await new Promise((resolve) => setTimeout(resolve))
      collect()
      const counts: Record<string, number> = {}
      for (const { maker, held } of made) {
        const size = held.deref()?.size ?? 0
        if (size > 0) counts[maker] = (counts[maker] ?? 0) + size
      }
      return counts
    },
    stop: (): void => {
      globalThis.Map = PlainMap
      globalThis.Set = PlainSet
    },
  }
}
