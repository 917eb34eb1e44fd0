// What a screen reader would say: a recorder on all live regions of the page. It needs nothing from outside of its function,
// so that a browser can run it too.

export interface Recorder {
  /** What was said since the last call, in order. */
  take: () => string[]
  stop: () => void
}

/** Begins to listen. A region speaks what is added to it, if it was there before and no modal layer hides it. */
export const recordAnnouncements = (): Recorder => {
  const REGION = '[aria-live="polite"], [aria-live="assertive"], [role="status"], [role="alert"]'
  const heard: string[] = []
  const known = new Set<Element>(document.querySelectorAll(REGION))
  const isHidden = (region: Element): boolean => {
    const modal = [...document.querySelectorAll('dialog[open]')].at(-1)
    if (modal && !modal.contains(region)) return true
    return region.closest('[aria-hidden="true"], [inert]') !== null
  }
  const wordsOf = (text: string | null | undefined): string => (text ?? '').replaceAll(/\s+/gu, ' ').trim()
  const isWhole = (region: Element): boolean =>
    region.getAttribute('aria-atomic') === 'true' || region.matches('[role="status"], [role="alert"]')
  const hear = (records: readonly MutationRecord[]): void => {
    const changed = new Map<Element, string[]>()
    for (const { target, type, addedNodes } of records) {
      const element = target instanceof Element ? target : target.parentElement
      const region = element?.closest(REGION)
      if (!region || !known.has(region) || isHidden(region)) continue
      const added = type === 'characterData' ? [target] : [...addedNodes]
      const texts = added.map((node) => wordsOf(node.textContent))
      const all = isWhole(region) ? [wordsOf(region.textContent)] : [...(changed.get(region) ?? []), ...texts]
      changed.set(region, all)
    }
    heard.push(...[...changed.values()].flat().filter(Boolean))
    for (const region of document.querySelectorAll(REGION)) {
      // An alert speaks as it appears; no other region does.
      if (!known.has(region) && region.matches('[role="alert"]') && !isHidden(region))
        heard.push(wordsOf(region.textContent))
      known.add(region)
    }
  }
  const observer = new MutationObserver(hear)
  observer.observe(document, { subtree: true, childList: true, characterData: true })
  return {
    take: () => {
      hear(observer.takeRecords())
      return heard.splice(0)
    },
    stop: () => observer.disconnect(),
  }
}
