// To follow the newest messages is an intention of the reader. It ends by her own scrolling upwards or a jump, and
// begins again when she comes back to the end or asks for it. Nothing else ends it: a position read after new rows, a
// late picture, another composer or window came in between says nothing about what she wants.
import { after } from '../../core/clock.ts'

/** A reader nearer to the end than this reads the newest messages. */
export const END_PX = 80
/** Scrolling upwards has ended when nothing moved for this long. */
const HAND_MS = 200
/** The browser may round a position. */
const ROUNDED_PX = 2

const UPWARDS = new Set(['PageUp', 'ArrowUp', 'Home'])

export interface FollowerList {
  /** Where the list believes to be. */
  scrollOffset: number | null
  /** Ends what is left of an earlier scrolling by the program. */
  cancelScroll(): void
}

export class Follower {
  #wants: boolean
  /** After a jump into history; the newest messages are elsewhere. */
  #detached = false
  #element: HTMLElement | undefined
  #list: FollowerList | undefined
  #onChange = (): void => {}
  /** The position last seen or set. */
  #top = 0
  /** The height at which the end was last in view for a reader who follows; 0 before. */
  #keptAt = 0
  /** Where the hand began to move upwards, and whether the reader followed until then. */
  #lifted: { at: number; followed: boolean } | undefined
  /** The scrollbar is held. */
  #held = false
  #cancelHand = (): void => {}

  constructor(wants: boolean) {
    this.#wants = wants
  }

  /** New messages are followed. */
  get follows(): boolean {
    return this.#wants && !this.#detached
  }

  /** The end is in view, or about to be. */
  get isAtEnd(): boolean {
    return this.follows || (!this.#detached && this.#distance <= END_PX)
  }

  /** Watches the hand of the reader until the returned function is called. */
  watch(element: HTMLElement, list: FollowerList, onChange: () => void): () => void {
    this.#element = element
    this.#list = list
    this.#onChange = onChange
    this.#top = element.scrollTop
    const stopped = new AbortController()
    const passive = { passive: true, signal: stopped.signal }
    let touched = 0
    // Before the list's own listener, which renders: the rows would be drawn for a reader who still follows.
    element.addEventListener('scroll', () => this.#scrolled(), { ...passive, capture: true })
    element.addEventListener('wheel', ({ deltaY }) => deltaY < 0 && this.#lift(), passive)
    element.addEventListener(
      'touchstart',
      ({ touches }) => void (touched = touches[0]?.clientY ?? 0),
      passive,
    )
    // The content follows the finger: downwards is towards older messages.
    element.addEventListener(
      'touchmove',
      ({ touches }) => (touches[0]?.clientY ?? 0) > touched + ROUNDED_PX && this.#lift(),
      passive,
    )
    element.addEventListener('keydown', (event) => this.#pressed(event), { signal: stopped.signal })
    element.addEventListener('pointerdown', (event) => isOnScrollbar(event, element) && this.#hold(), passive)
    for (const name of ['pointerup', 'pointercancel'] as const)
      addEventListener(name, () => this.#held && this.#release(), passive)
    return () => {
      stopped.abort()
      this.#cancelHand()
    }
  }

  /** The reader asked for the end: by a button, by sending, by opening the conversation there. */
  follow(): void {
    this.#list?.cancelScroll()
    this.#lifted = undefined
    this.#held = false
    this.#want(true)
    this.keep()
  }

  /** The reader goes elsewhere. */
  leave(): void {
    this.#want(false)
  }

  /** Whether the end of the list is the end of the conversation. */
  detach(detached: boolean): void {
    this.#detached = detached
    // Who comes back from history goes on reading there, unless she asks for the end.
    if (detached) {
      this.#wants = false
      this.#keptAt = 0
    }
  }

  /** After each change of the list: keeps the end in view for a reader who follows. */
  keep(): void {
    const element = this.#element
    if (!element) return
    if (this.follows && this.#hasMovedUp(element)) this.#scrolled()
    if (this.follows && !this.#held) {
      const end = this.#end
      if (Math.abs(element.scrollTop - end) >= 1) element.scrollTop = end
      this.#top = element.scrollTop
      this.#keptAt = element.scrollHeight
      if (this.#list) this.#list.scrollOffset = this.#top
    } else if (this.#isShown && this.#end === 0) this.#look()
    this.#onChange()
  }

  get #end(): number {
    return this.#element ? Math.max(0, this.#element.scrollHeight - this.#element.clientHeight) : 0
  }

  get #distance(): number {
    return this.#element ? this.#end - this.#element.scrollTop : 0
  }

  /**
   * A position above the last one is the reader's own doing: the list itself only moves to the end meanwhile, and a list
   * that got shorter is at its end.
   */
  #scrolled(): void {
    const was = this.#top
    this.#top = this.#element?.scrollTop ?? 0
    if (this.#top < was - ROUNDED_PX && this.#distance > ROUNDED_PX) this.#lift(was)
    else if (this.#lifted && this.#top > this.#lifted.at) this.#settle()
    else this.#look()
  }

  /**
   * The reader scrolled, and the browser did not tell yet. A list that got shorter moves by itself: older messages left
   * it, or it shows another part of the history.
   */
  #hasMovedUp({ scrollTop, scrollHeight }: HTMLElement): boolean {
    return this.#keptAt > 0 && scrollHeight >= this.#keptAt && scrollTop < this.#top - ROUNDED_PX
  }

  #pressed({ key, shiftKey, defaultPrevented, target }: KeyboardEvent): void {
    if (target instanceof HTMLElement && target.matches('input, textarea, [contenteditable]')) return
    if (key === 'End' && !this.#detached) return this.follow()
    if (!defaultPrevented && (UPWARDS.has(key) || (key === ' ' && shiftKey))) this.#lift()
  }

  /** The hand moves upwards. The browser may have scrolled already, so the last known position counts. */
  #lift(at = this.#top): void {
    this.#lifted ??= { at, followed: this.#wants }
    this.#want(false)
    this.#waitForHand()
  }

  #hold(): void {
    this.#held = true
    this.#lifted ??= { at: this.#top, followed: this.#wants }
  }

  #release(): void {
    this.#held = false
    this.#settle()
    this.keep()
  }

  #waitForHand(): void {
    this.#cancelHand()
    this.#cancelHand = after(HAND_MS, () => (this.#held ? this.#waitForHand() : this.#settle()))
  }

  /** The hand rests. What it moved was perhaps not the list: code and cards have scrolling of their own. */
  #settle(): void {
    const { at, followed } = this.#lifted ?? { at: Infinity, followed: false }
    const stayed = (this.#element?.scrollTop ?? 0) >= at - ROUNDED_PX
    this.#cancelHand()
    this.#lifted = undefined
    if (stayed && followed && !this.#detached) this.#want(true)
    this.#look()
  }

  /** Whoever comes to the end follows from there on. */
  #look(): void {
    const isElsewhere = this.#detached || this.#lifted !== undefined || !this.#isShown
    if (!this.#wants && !isElsewhere && this.#distance <= END_PX) this.#want(true)
    else this.#onChange()
  }

  /** Without a height nothing is shown yet, and everything would seem near. */
  get #isShown(): boolean {
    return (this.#element?.clientHeight ?? 0) > 0
  }

  #want(wants: boolean): void {
    this.#wants = wants
    if (!wants) this.#keptAt = 0
    this.#onChange()
  }
}

const isOnScrollbar = ({ target, offsetX }: PointerEvent, element: HTMLElement): boolean =>
  target === element && (offsetX < 0 || offsetX >= element.clientWidth)
