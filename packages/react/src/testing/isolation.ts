// Finds names that could turn the words beside them: in texts, and in attributes that are read out or shown.

const ATTRIBUTES = ['aria-label', 'title', 'alt', 'placeholder', 'data-full', 'aria-description']
const ISOLATED = (name: string) => `\u2068${name}\u2069`

/** Where a name stands among other words without being isolated from them. */
export const unisolated = (root: Element, names: readonly string[]): string[] => [
  ...textsOf(root).flatMap((text) => names.filter((name) => standsOpen(text, name)).map(() => near(text))),
  ...[...root.querySelectorAll('*')].flatMap((element) =>
    ATTRIBUTES.flatMap((attribute) => {
      const value = element.getAttribute(attribute) ?? ''
      return names.filter((name) => isOpen(value, name)).map(() => `${attribute}: ${JSON.stringify(value)}`)
    }),
  ),
]

const textsOf = (root: Element): Text[] => {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
  const texts: Text[] = []
  while (walker.nextNode()) texts.push(walker.currentNode as Text)
  return texts
}

/** Nothing but the name stands in an attribute, or the name is isolated there. */
const isOpen = (value: string, name: string): boolean =>
  value !== name && value.replaceAll(ISOLATED(name), '').includes(name)

/** Below an element with a direction of its own, nothing but the name stands. */
const standsOpen = (text: Text, name: string): boolean => {
  if (!isOpen(text.data, name) && text.data !== name) return false
  const own = text.parentElement?.closest('[dir], bdi')
  return own?.textContent?.trim().replace(/^@/, '') !== name
}

const near = (text: Text): string =>
  (text.parentElement?.closest('[class]') ?? text.parentElement)?.outerHTML ?? ''
