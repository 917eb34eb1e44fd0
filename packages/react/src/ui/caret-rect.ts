/** The styles that decide the position of a letter in a text area. */
const COPIED = [
  'boxSizing',
  'width',
  'padding',
  'border',
  'direction',
  'font',
  'letterSpacing',
  'lineHeight',
  'overflowWrap',
  'tabSize',
  'textAlign',
] as const

/**
 * The position of the letter at `index` in the window: browsers give it for all elements except fields, so a
 * copy is measured.
 */
export const caretRect = (area: HTMLTextAreaElement, index: number): DOMRect => {
  const copy = document.createElement('div')
  const style = getComputedStyle(area)
  for (const name of COPIED) copy.style[name] = style[name]
  Object.assign(copy.style, { position: 'absolute', visibility: 'hidden', whiteSpace: 'pre-wrap' })
  copy.textContent = area.value.slice(0, index)
  const mark = copy.appendChild(document.createElement('span'))
  mark.textContent = area.value.slice(index) || '.'
  area.after(copy)
  const { offsetLeft, offsetTop, offsetWidth } = mark
  copy.remove()
  const { left, top } = area.getBoundingClientRect()
  // A mark that wraps begins at the end side in right-to-left text.
  const side = style.direction === 'rtl' && !mark.textContent.includes('\n') ? offsetWidth : 0
  const height = Number.parseFloat(style.lineHeight) || 20
  return new DOMRect(left + offsetLeft + side - area.scrollLeft, top + offsetTop - area.scrollTop, 0, height)
}
