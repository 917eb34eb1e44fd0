// The focus always has an owner. Whoever presses a button that goes by it, such as "Delete" or "Solved", would otherwise
// be sent to the start of the page. So when the focused element goes (removed, disabled, hidden, its layer closed), the
// focus moves to what stands in its place, else to the nearest neighbour, else to what contains it.
//
// A range remembers the place: the browser moves its ends along when nodes come and go, even when a parent goes too.
// Nothing outside of Lectern is ever focused: the page around keeps its own focus.
import { isTouch } from './is-touch.ts'

/** An element with this attribute may own the focus, although it is in no tab order: a row, a panel, a heading. */
const OWNER = '[data-owns-focus]'
const FOCUSABLE = `a[href], button, input:not([type="hidden"]), select, textarea, summary, audio[controls], video[controls], [tabindex], ${OWNER}`
const LAYER = 'dialog, [popover], [role="dialog"], [role="menu"]'
const ROOT = '.lectern'

interface Held {
  element: HTMLElement
  /** Where it stands, or stood. */
  place: Range
  layer: Element | null
  /** What had the focus before this layer was opened. */
  opener: Held | undefined
}

export class FocusKeeper {
  #held: Held | undefined
  /** What lost the focus because it was disabled: it may come back. */
  #waiting: HTMLElement | undefined
  /** A key that is held down must not press the neighbour as well. */
  #swallowsRepeats = false
  readonly #changes = new MutationObserver(() => this.#look())
  readonly #stop = new AbortController()

  constructor() {
    const options = { capture: true, signal: this.#stop.signal }
    document.addEventListener('focusin', ({ target }) => this.#hold(target), options)
    document.addEventListener('focusout', (event) => event.relatedTarget ?? this.#left(), options)
    document.addEventListener('keydown', (event) => this.#pressed(event), options)
    document.addEventListener('keyup', () => (this.#swallowsRepeats = false), options)
    document.addEventListener('pointerdown', () => (this.#waiting = undefined), options)
    this.#hold(document.activeElement)
  }

  close(): void {
    this.#stop.abort()
    this.#changes.disconnect()
    this.#held = undefined
  }

  #hold(target: EventTarget | null): void {
    this.#changes.disconnect()
    if (!(target instanceof HTMLElement) || !target.closest(ROOT)) return void (this.#held = undefined)
    const layer = target.closest(LAYER)
    this.#held = { element: target, place: placeOf(target), layer, opener: this.#openerOf(layer) }
    this.#changes.observe(document, {
      subtree: true,
      childList: true,
      attributeFilter: ['disabled', 'hidden', 'inert', 'open'],
    })
  }

  #openerOf(layer: Element | null): Held | undefined {
    if (!layer) return undefined
    for (let held = this.#held; held; held = held.opener) if (held.layer === layer) return held.opener
    return this.#held
  }

  #pressed(event: KeyboardEvent): void {
    this.#waiting = undefined
    if (!event.repeat || !this.#swallowsRepeats) return
    event.preventDefault()
    event.stopPropagation()
  }

  /** A browser may tell of it before the element is gone. */
  #left(): void {
    queueMicrotask(() => {
      if (this.#held && hasNoOwner() && isUsable(this.#held.element)) this.#held = undefined
      this.#look()
    })
  }

  #look(): void {
    const held = this.#held
    if (!held) return
    if (this.#waiting && isUsable(this.#waiting)) return void this.#give(this.#waiting)
    const isThere = document.activeElement === held.element && isEnabled(held.element)
    if (isThere || (document.activeElement !== held.element && !hasNoOwner()) || isUsable(held.element))
      return
    const { element } = held
    this.#swallowsRepeats = true
    for (const owner of ownersAfter(held)) if (this.#give(owner)) break
    this.#waiting = element.isConnected && !isEnabled(element) ? element : undefined
  }

  #give(owner: HTMLElement): boolean {
    this.#waiting = undefined
    owner.focus({ preventScroll: true })
    if (document.activeElement !== owner) return false
    // A row may be taller than the window: then it stays as it is read.
    if (!owner.matches(OWNER)) owner.scrollIntoView?.({ block: 'nearest', inline: 'nearest' })
    return true
  }
}

const placeOf = (element: HTMLElement): Range => {
  const place = document.createRange()
  place.setStartBefore(element)
  place.collapse(true)
  return place
}

const hasNoOwner = (): boolean => document.activeElement === null || document.activeElement === document.body

const isEnabled = (element: HTMLElement): boolean =>
  element.isConnected && !element.matches(':disabled') && !element.closest('[inert], [hidden]')

const isUsable = (element: HTMLElement): boolean =>
  isEnabled(element) && (element.checkVisibility?.({ visibilityProperty: true }) ?? true)

const isOpen = (layer: Element): boolean =>
  layer.isConnected && (layer instanceof HTMLDialogElement ? layer.open : isUsable(layer as HTMLElement))

/** Who may have the focus now, the nearest first. */
function* ownersAfter(held: Held): Generator<HTMLElement> {
  const allowed = (element: HTMLElement) => isUsable(element) && !raisesKeyboard(element, held.element)
  let last = held
  for (let at: Held | undefined = held; at; at = at.opener) {
    last = at
    if (at !== held && isUsable(at.element)) yield at.element
    if (!at.layer || isOpen(at.layer)) yield* neighbours(at.place, allowed)
  }
  if (last.layer) yield* neighbours(last.place, allowed)
}

/** Within each box around the place, from the inside out: what follows, what precedes, the box itself. */
function* neighbours(place: Range, allowed: (element: HTMLElement) => boolean): Generator<HTMLElement> {
  for (let box = elementOf(place); isInside(box); box = box.parentElement) {
    const all = [...box.querySelectorAll<HTMLElement>(FOCUSABLE)].filter(isStop)
    const follows = all.findIndex((element) => place.comparePoint(element, 0) > 0)
    const from = follows < 0 ? all.length : follows
    for (const element of [...all.slice(from), ...all.slice(0, from).toReversed()])
      if (allowed(element)) yield element
    if (box.matches(OWNER) && allowed(box)) yield box
    if (box.matches(LAYER)) return
  }
}

const isInside = (box: HTMLElement | null): box is HTMLElement => box !== null && box.closest(ROOT) !== null

const elementOf = ({ startContainer }: Range): HTMLElement | null =>
  startContainer instanceof HTMLElement ? startContainer : startContainer.parentElement

const isStop = (element: HTMLElement): boolean => element.tabIndex >= 0 || element.matches(OWNER)

const TYPED = 'textarea, input:not([type="checkbox"], [type="radio"], [type="range"]), [contenteditable]'

/** The keyboard of a phone comes only to who typed before. */
const raisesKeyboard = (element: HTMLElement, lost: HTMLElement): boolean =>
  isTouch() && element.matches(TYPED) && !lost.matches(TYPED)
