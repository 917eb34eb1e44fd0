/** Types at the caret as a person would, so that undo and React both see it. */
export const insertText = (area: HTMLTextAreaElement | null, text: string): void => {
  if (!area) return
  area.focus({ preventScroll: true })
  if (document.execCommand?.('insertText', false, text)) return
  const { selectionStart, selectionEnd, value } = area
  const set = Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value')?.set
  set?.call(area, value.slice(0, selectionStart) + text + value.slice(selectionEnd))
  area.setSelectionRange(selectionStart + text.length, selectionStart + text.length)
  area.dispatchEvent(new Event('input', { bubbles: true }))
}
