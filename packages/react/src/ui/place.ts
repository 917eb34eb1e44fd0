const GAP_PX = 6
const EDGE_PX = 8

/**
 * Places a floating box beside its anchor, and again when the box changes its size, because its content may
 * come later. Returns the stop function.
 */
export const keepPlaced = (box: HTMLElement, anchor: HTMLElement): (() => void) => {
  place(box, anchor)
  const observer = new ResizeObserver(() => place(box, anchor))
  observer.observe(box)
  return () => observer.disconnect()
}

/** Below the anchor, or above if there is more space, and always inside the window. */
const place = (box: HTMLElement, anchor: HTMLElement): void => {
  const at = anchor.getBoundingClientRect()
  const { offsetWidth: width, offsetHeight: height } = box
  const { clientWidth, clientHeight } = document.documentElement
  const below = at.bottom + GAP_PX
  const above = at.top - GAP_PX - height
  const top = below + height <= clientHeight - EDGE_PX || above < EDGE_PX ? below : above
  // Opens towards the middle, whichever way the text runs.
  const left = at.left + at.width / 2 > clientWidth / 2 ? at.right - width : at.left
  box.style.top = `${clamp(top, EDGE_PX, clientHeight - height - EDGE_PX)}px`
  box.style.left = `${clamp(left, EDGE_PX, clientWidth - width - EDGE_PX)}px`
}

const clamp = (value: number, min: number, max: number): number => Math.max(min, Math.min(value, max))
