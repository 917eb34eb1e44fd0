/** Who waits: the names lead from the widest group to the narrowest, as in `[source, account]`. */
export type Path = readonly string[]

/** Items that wait for their turn. Groups take turns at each level, so that a large one does not hold up a small one. */
export class WaitingList<Item> {
  readonly #groups = new Map<string, WaitingList<Item>>()
  readonly #items: Item[] = []
  #size = 0

  get size(): number {
    return this.#size
  }

  /** How many wait of a group. */
  sizeOf([name, ...rest]: Path): number {
    return name === undefined ? this.#size : (this.#groups.get(name)?.sizeOf(rest) ?? 0)
  }

  add([name, ...rest]: Path, item: Item): void {
    this.#size++
    if (name === undefined) return void this.#items.push(item)
    let group = this.#groups.get(name)
    if (!group) this.#groups.set(name, (group = new WaitingList()))
    group.add(rest, item)
  }

  /** Takes the next one whose group `mayEnter` at the widest level; undefined when there is none. */
  take(mayEnter: (name: string) => boolean = () => true): Item | undefined {
    const name = this.#nextGroup(mayEnter)
    if (name === undefined) return this.#takeItem()
    const group = this.#groups.get(name)
    const item = group?.take()
    // To the end of the turn, or out of it.
    this.#groups.delete(name)
    if (group && group.size > 0) this.#groups.set(name, group)
    this.#size--
    return item
  }

  #nextGroup(mayEnter: (name: string) => boolean): string | undefined {
    for (const name of this.#groups.keys()) if (mayEnter(name)) return name
    return undefined
  }

  #takeItem(): Item | undefined {
    const item = this.#items.shift()
    if (item !== undefined) this.#size--
    return item
  }
}
