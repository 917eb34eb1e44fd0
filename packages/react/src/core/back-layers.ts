// Back closes the top layer, not the page. Each open layer has an entry of its own in the browser's history, with the
// address of the page and the number of layers. Whoever closes a layer otherwise removes the entry again.
//
// Going back takes a while and ends with a popstate event. Until then the entries are not counted again, so that a
// layer that opens meanwhile keeps its place.
import { after } from './clock.ts'

interface Layer {
  close: () => void
}

/** The browser may not go at all, as in a frame that is about to be removed. */
const LOST_MS = 1_000
const KEY = 'lectern_layers'

const depthHere = (): number => {
  const depth: unknown = (history.state as Record<string, unknown> | null)?.[KEY]
  return typeof depth === 'number' ? depth : 0
}

export class BackLayers {
  readonly #layers: Layer[] = []
  #isDue = false
  #isGoing = false
  #cancelWait = (): void => {}

  constructor() {
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

  /** One layer often closes as another opens: both count as one. */
  #settleSoon(): void {
    if (this.#isDue) return
    this.#isDue = true
    after(0, () => {
      this.#isDue = false
      if (!this.#isGoing) this.#settle()
    })
  }

  #settle(): void {
    const wanted = this.#layers.length
    for (let depth = depthHere() + 1; depth <= wanted; depth++)
      history.pushState({ ...(history.state as object | null), [KEY]: depth }, '')
    const tooMany = depthHere() - wanted
    if (tooMany > 0) this.#go(-tooMany)
  }

  #go(by: number): void {
    this.#isGoing = true
    this.#cancelWait = after(LOST_MS, () => (this.#isGoing = false))
    history.go(by)
  }

  #popped(): void {
    if (this.#isGoing) {
      this.#cancelWait()
      this.#isGoing = false
      return this.#settle()
    }
    while (this.#layers.length > depthHere()) this.#layers.pop()?.close()
    // The entry of a layer that is long closed: reached by going forward, or back from a later page.
    if (depthHere() > this.#layers.length) this.#settle()
  }
}

let own: BackLayers | undefined

/** One for the window: all its layers share one history. */
export const backLayers = (): BackLayers => (own ??= new BackLayers())
