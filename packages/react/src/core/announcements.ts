// What is said to those who hear the page: one announcer for a window.
//
// A region speaks what is added to it, so it must be there before its text, and each sentence is an element of its own: the
// same words are said again. While a modal layer is open, the browser hides the page behind it: then a region in that
// layer speaks.
import { after } from './clock.ts'

/** A screen reader has found a new region by then. */
const FOUND_MS = 150
/** Long enough to be read by a slow braille display. */
const KEPT_MS = 10_000
const MODAL = 'dialog[open], [role="dialog"]:not([popover]), [role="alertdialog"]:not([popover])'

const regions = new WeakMap<Element, HTMLElement>()

/** Says a sentence once, after what is being said. */
export const say = (text: string): void => {
  if (text === '' || typeof document === 'undefined') return
  const place = placeToSpeak()
  const region = regionIn(place)
  if (region) return utter(region, text)
  makeRegion(place)
  // A layer may open or close meanwhile.
  after(FOUND_MS, () => say(text))
}

/** Says over a modal layer what a region outside of it says, which the layer hides. */
export const sayOver = (text: string, region?: Element | null): void => {
  const place = placeToSpeak()
  if (place !== document.body && !(region && place.contains(region))) say(text)
}

/** Makes the region of the page, before the first sentence is due. */
export const readyToSay = (): void => {
  if (!regionIn(document.body)) makeRegion(document.body)
}

const utter = (region: Element, text: string): void => {
  const line = document.createElement('p')
  line.textContent = text
  region.append(line)
  after(KEPT_MS, () => line.remove())
}

/** The top modal layer, or the page. */
const placeToSpeak = (): Element => {
  const layers = [...document.querySelectorAll(MODAL)]
  return layers.findLast((layer) => layer.contains(document.activeElement)) ?? layers.at(-1) ?? document.body
}

const regionIn = (place: Element): HTMLElement | undefined => {
  const region = regions.get(place)
  return region?.isConnected ? region : undefined
}

const makeRegion = (place: Element): void => {
  const region = document.createElement('div')
  region.className = 'lectern-hidden'
  region.setAttribute('aria-live', 'polite')
  region.setAttribute('aria-relevant', 'additions')
  regions.set(place, region)
  place.append(region)
}
