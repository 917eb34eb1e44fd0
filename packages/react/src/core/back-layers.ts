// Back closes the top layer, not the page. Each open layer has an entry of its own in the browser's history, with the
// address of the page and the number of layers. Whoever closes a layer otherwise removes the entry again.
//
// Going back takes a while and ends with a popstate event. Until then the entries are not counted again, so that a
// layer that opens meanwhile keeps its place.
//
// A busy browser may drop the way back. `history.go` must not be tried again: if it is only late, the second one leaves the
// page. So the entry of a layer knows the keys of the entries below it, and the way leads to a key. Whoever is there already
// stays, however often it is asked for. A browser without the Navigation API tries once.
import { after } from './clock.ts'

interface Layer {
  close: () => void
}

/** What the history remembers at the entry of a layer. */
interface Place {
  /** How many layers are open here. */
  lectern_layers: number
  /** The keys of the entries below: first that of the page, then those of the lower layers. */
  lectern_below?: readonly string[]
}

/** The browser may not go at all, as in a frame that is about to be removed. */
const LOST_MS = 1_000
const MOST_TRIES = 10

const placeHere = (): Place => {
  const { lectern_layers, lectern_below } = (history.state ?? {}) as Partial<Place>
  const depth = typeof lectern_layers === 'number' ? lectern_layers : 0
  return { lectern_layers: depth, ...(Array.isArray(lectern_below) && { lectern_below }) }
}
const depthHere = (): number => placeHere().lectern_layers

/** The part of the Navigation API that is needed; older browsers have none. */
export interface Entries {
  readonly currentEntry: { readonly key: string } | null
  traverseTo(key: string): { readonly committed?: Promise<unknown>; readonly finished?: Promise<unknown> }
}

const entriesOfWindow = (): Entries | undefined => (globalThis as { navigation?: Entries }).navigation

export class BackLayers {
  readonly #entries: Entries | undefined
  readonly #layers: Layer[] = []
  #isDue = false
  #isGoing = false
  #tries = 0
  #cancelWait = (): void => {}
  #waiting: (() => void)[] = []

  constructor(entries = entriesOfWindow()) {
    this.#entries = entries
    addEventListener('popstate', () => this.#popped())
    // A reload closes layers, but leaves the browser at their entry.
    this.#settleSoon()
  }

  /** Returns what to call when the layer closes in another way. */
  open(close: () => void): () => void {
    const layer = { close }
    this.#layers.push(layer)
    this.#settleSoon()
    return () => {
      const at = this.#layers.indexOf(layer)
      if (at < 0) return
      this.#layers.splice(at, 1)
      this.#settleSoon()
    }
  }

  /** Opens a page, once no way back is under way: it would lead away from that page again. */
  onceBack(open: () => void): void {
    if (this.#isGoing) this.#waiting.push(open)
    else open()
  }

  /** One layer often closes as another opens: both count as one. */
  #settleSoon(): void {
    if (this.#isDue) return
    this.#isDue = true
    after(0, () => {
      this.#isDue = false
      if (this.#isGoing) return
      this.#tries = 0
      this.#settle()
    })
  }

  #settle(): void {
    const wanted = this.#layers.length
    for (let depth = depthHere() + 1; depth <= wanted; depth++) this.#add(depth)
    if (depthHere() > wanted) this.#goDown(wanted)
  }

  #add(depth: number): void {
    const key = this.#entries?.currentEntry?.key
    const below = [...(placeHere().lectern_below ?? []), ...(key === undefined ? [] : [key])]
    const place: Place = { lectern_layers: depth, lectern_below: below }
    history.pushState({ ...(history.state as object | null), ...place }, '')
  }

  #goDown(wanted: number): void {
    const { lectern_layers: depth, lectern_below: below } = placeHere()
    const key = below?.length === depth ? below[wanted] : undefined
    this.#isGoing = true
    this.#tries += 1
    const mayTryAgain = this.#entries !== undefined && key !== undefined && this.#tries < MOST_TRIES
    this.#cancelWait = after(LOST_MS, () => {
      this.#isGoing = false
      if (mayTryAgain) this.#settle()
      this.#openWaiting()
    })
    if (!this.#entries || key === undefined) return history.go(wanted - depth)
    const { committed, finished } = this.#entries.traverseTo(key)
    // It is refused when something else goes on; then it is due again after a while.
    for (const end of [committed, finished]) end?.catch(() => {})
  }

  #openWaiting(): void {
    if (!this.#isGoing) for (const open of this.#waiting.splice(0)) open()
  }

  #popped(): void {
    if (this.#isGoing) {
      this.#cancelWait()
      this.#isGoing = false
      this.#settle()
      return this.#openWaiting()
    }
    this.#tries = 0
    while (this.#layers.length > depthHere()) this.#layers.pop()?.close()
    // The entry of a layer that is long closed: reached by going forward, or back from a later page.
    if (depthHere() > this.#layers.length) this.#settle()
  }
}

let own: BackLayers | undefined

/** One for the window: all its layers share one history. */
export const backLayers = (): BackLayers => (own ??= new BackLayers())

/** For whoever opens pages beside the layers; see `BackLayers`. */
export const onceBack = (open: () => void): void => backLayers().onceBack(open)
