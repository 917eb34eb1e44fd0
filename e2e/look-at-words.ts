// What the words of a screen do when they grow, and whether they name what they stand on. Both run in the page.

/** Words that are cut, covered by other words, or beside the window. */
export const lookAtWords = (): string[] => {
  const SLACK = 2
  const parent = (element: Element | null | undefined): Element | null => element?.parentElement ?? null
  const nameOf = (element: Element): string =>
    `${element.tagName.toLowerCase()}.${element.className} “${element.textContent.trim().slice(0, 40)}”`
  const isHidden = (element: Element): boolean => {
    const { clipPath, clip } = getComputedStyle(element)
    return clipPath !== 'none' || clip !== 'auto'
  }
  const isAway = (element: Element): boolean =>
    element.closest('[inert]') !== null ||
    !element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) ||
    chain(element).some(isHidden)
  const chain = (element: Element | null): Element[] => (element ? [element, ...chain(parent(element))] : [])
  /** What people wrote may be long: one line of it ends with an ellipsis, the whole is elsewhere. */
  const isPeoples = (element: Element): boolean =>
    element.closest('[dir=auto], bdi, input, textarea') !== null
  const isShortened = (element: Element): boolean =>
    chain(element).some((each) => {
      const { textOverflow, webkitLineClamp, maskImage } = getComputedStyle(each)
      return textOverflow === 'ellipsis' || webkitLineClamp !== 'none' || maskImage !== 'none'
    })
  const faults: string[] = []
  /** The part of a box that its surroundings let be seen; undefined if it is scrolled away. */
  const seenPart = (element: Element, box: DOMRect): DOMRect | undefined => {
    let [left, top, right, bottom] = [box.left, box.top, box.right, box.bottom]
    for (let each: Element | null = element; each; each = parent(each)) {
      const { overflowX, overflowY, position } = getComputedStyle(each)
      const edge = each.getBoundingClientRect()
      const isRoot = each === document.body || each === document.documentElement
      if (!isRoot && overflowX !== 'visible') {
        if (overflowX !== 'auto' && overflowX !== 'scroll' && isCutBy(edge.left, edge.right, left, right))
          note('cut at a side', element, each)
        ;[left, right] = [Math.max(left, edge.left), Math.min(right, edge.right)]
      }
      if (!isRoot && overflowY !== 'visible') {
        if (overflowY !== 'auto' && overflowY !== 'scroll' && isCutBy(edge.top, edge.bottom, top, bottom))
          note('cut in its height', element, each)
        ;[top, bottom] = [Math.max(top, edge.top), Math.min(bottom, edge.bottom)]
      }
      if (position === 'fixed') break
    }
    return right - left > SLACK && bottom - top > SLACK
      ? new DOMRect(left, top, right - left, bottom - top)
      : undefined
  }
  const isCutBy = (from: number, to: number, begin: number, end: number): boolean =>
    begin < from - SLACK || end > to + SLACK
  const note = (what: string, element: Element, by?: Element): void => {
    if (isShortened(element) && isPeoples(element)) return
    faults.push(`${what}: ${nameOf(element)}${by ? ` in ${by.tagName.toLowerCase()}.${by.className}` : ''}`)
  }
  interface Words {
    element: Element
    box: DOMRect
  }
  const words: Words[] = []
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement
    if (!element || node.textContent?.trim() === '' || element.closest('script, style, option, math, svg'))
      continue
    if (isAway(element)) continue
    const range = document.createRange()
    range.selectNodeContents(node)
    for (const box of range.getClientRects()) {
      if (box.width < 1 || box.height < 1) continue
      const seen = seenPart(element, box)
      if (!seen) continue
      if (seen.left < -SLACK || seen.right > innerWidth + SLACK) note('beside the window', element)
      if (isCutBy(0, innerHeight, seen.top, seen.bottom) && seen.bottom > 0)
        note('above or below the window', element)
      words.push({ element, box: seen })
    }
  }
  /** What lies over the rest by intent: a layer, or a part that stays while others scroll below it. */
  const layerOf = (element: Element): Element | undefined =>
    chain(element).find((each) => {
      const { position } = getComputedStyle(each)
      const floats = position === 'absolute' && each.matches('button')
      return (
        floats || position === 'fixed' || position === 'sticky' || each.matches('[role=dialog], [popover]')
      )
    })
  const DEEP = 4
  const isOver = (one: Words, other: Words): boolean => {
    if (one.element.contains(other.element) || other.element.contains(one.element)) return false
    const x = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left)
    const y = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top)
    return (
      x > DEEP &&
      y > Math.max(DEEP, Math.min(one.box.height, other.box.height) / 3) &&
      layerOf(one.element) === layerOf(other.element)
    )
  }
  for (const [at, one] of words.entries())
    for (const other of words.slice(at + 1))
      if (isOver(one, other))
        faults.push(`over each other: ${nameOf(one.element)} and ${nameOf(other.element)}`)
  for (const field of document.querySelectorAll<HTMLElement>(
    'input:not([type=radio], [type=checkbox]), textarea, select',
  )) {
    if (isAway(field)) continue
    const { fontSize, lineHeight, paddingBlockStart, paddingBlockEnd } = getComputedStyle(field)
    // Letters from their highest to their lowest need a little more than their size.
    const line = Math.max(Number.parseFloat(fontSize) * 1.2, Number.parseFloat(lineHeight) || 0)
    const room =
      field.clientHeight - Number.parseFloat(paddingBlockStart) - Number.parseFloat(paddingBlockEnd)
    if (room < line - SLACK) faults.push(`no room for a line: ${nameOf(field)} ${field.ariaLabel ?? ''}`)
  }
  return [...new Set(faults)]
}

/** Controls whose name lacks the words that are seen on them (WCAG 2.5.3): somebody who speaks them presses nothing. */
export const lookAtNames = (): string[] => {
  const CONTROLS =
    'a[href], button, summary, [role=option], [role=tab], [role^=menuitem], input, select, textarea'
  const plain = (text: string): string =>
    text
      .normalize('NFKC')
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
      .trim()
  const seenIn = (element: Element): string => {
    if (element.closest('[aria-hidden=true]') || !element.checkVisibility({ visibilityProperty: true }))
      return ''
    if (getComputedStyle(element).clipPath !== 'none') return ''
    return [...element.childNodes]
      .map((node) => (node instanceof Element ? ` ${seenIn(node)} ` : (node.textContent ?? '')))
      .join('')
  }
  const wordsOf = (control: Element): string => {
    if (!(control instanceof HTMLInputElement || control.matches('select, textarea'))) return seenIn(control)
    return [...((control as HTMLInputElement).labels ?? [])].map(seenIn).join(' ')
  }
  const nameOf = (control: Element): string | undefined => {
    const ids = control.getAttribute('aria-labelledby')?.split(/\s+/)
    if (ids) return ids.map((id) => document.getElementById(id)?.textContent ?? '').join(' ')
    return control.getAttribute('aria-label') ?? undefined
  }
  return [...document.querySelectorAll(CONTROLS)]
    .filter(
      (control) =>
        control.closest('[inert]') === null && control.checkVisibility({ visibilityProperty: true }),
    )
    .flatMap((control) => {
      const [name, seen] = [nameOf(control), plain(wordsOf(control))]
      if (name === undefined || !/\p{L}{2}/u.test(seen) || plain(name).includes(seen)) return []
      return [`“${seen}” is named “${plain(name)}”`]
    })
}

/** Makes the words twice as large, as a browser does for larger text alone; returns those that stay as they are. */
export const enlargeWords = (): string[] => {
  const root = document.documentElement
  const sizeOf = (element: Element): number => Number.parseFloat(getComputedStyle(element).fontSize)
  const isWords = (node: ChildNode): boolean =>
    node.nodeType === Node.TEXT_NODE && /[\p{L}\p{N}]/u.test(node.textContent ?? '')
  root.style.fontSize = ''
  const before = [...document.body.querySelectorAll<HTMLElement>('*')]
    .filter(
      (element) =>
        element.closest('script, style, svg, [aria-hidden=true]') === null &&
        [...element.childNodes].some(isWords),
    )
    .map((element) => ({ element, size: sizeOf(element) }))
  root.style.fontSize = '200%'
  return before
    .filter(({ element, size }) => sizeOf(element) < size * 1.9)
    .map(({ element }) => `does not grow: ${element.className} “${element.textContent.trim().slice(0, 40)}”`)
}
