/**
 * Sets `--visible-height` to the height of the page above an on-screen keyboard. Safari on iOS neither shrinks
 * the layout for the keyboard nor supports `interactive-widget`, so the composer would lie under it.
 */
export const followVisualViewport = (): (() => void) => {
  const viewport = window.visualViewport
  if (!viewport) return () => {}
  const apply = () => {
    // Pinch zoom changes the visual viewport too; the layout must not follow that.
    if (viewport.scale > 1.01) return
    document.documentElement.style.setProperty('--visible-height', `${viewport.height}px`)
    document.documentElement.style.setProperty('--visible-top', `${viewport.offsetTop}px`)
  }
  apply()
  viewport.addEventListener('resize', apply)
  viewport.addEventListener('scroll', apply)
  return () => {
    viewport.removeEventListener('resize', apply)
    viewport.removeEventListener('scroll', apply)
  }
}
