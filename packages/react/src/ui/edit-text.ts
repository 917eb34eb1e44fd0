/** A change of a text: the replacement of the range from `from` to `to`, and the selection after it. */
export interface Edit {
  from: number
  to: number
  text: string
  selection: readonly [start: number, end: number]
}

export interface TextSelection {
  text: string
  start: number
  end: number
}

export const replaceRange = (from: number, to: number, text: string): Edit => {
  const end = from + text.length
  return { from, to, text, selection: [end, end] }
}

export const readSelection = ({
  value,
  selectionStart,
  selectionEnd,
}: HTMLTextAreaElement): TextSelection => ({
  text: value,
  start: selectionStart,
  end: selectionEnd,
})

/** Types like a person, so that undo and React both notice. */
export const editText = (area: HTMLTextAreaElement | null, { from, to, text, selection }: Edit): void => {
  if (!area) return
  area.focus({ preventScroll: true })
  area.setSelectionRange(from, to)
  const done = text === '' ? from === to || exec('delete') : exec('insertText', text)
  if (!done) {
    setValue(area, area.value.slice(0, from) + text + area.value.slice(to))
    // The caret is behind what was typed, as after typing.
    area.setSelectionRange(from + text.length, from + text.length)
    area.dispatchEvent(new Event('input', { bubbles: true }))
  }
  area.setSelectionRange(...selection)
}

/** Inserts at the caret, or replaces the selection. */
export const insertText = (area: HTMLTextAreaElement | null, text: string): void => {
  if (area) editText(area, replaceRange(area.selectionStart, area.selectionEnd, text))
}

/** Deprecated, but the only way that keeps the browser's undo. */
const exec = (command: string, text?: string): boolean =>
  document.execCommand?.(command, false, text) ?? false

/** Bypasses React, which would otherwise take the value for a known one. */
const setValue = (area: HTMLTextAreaElement, value: string): void =>
  Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value')?.set?.call(area, value)
