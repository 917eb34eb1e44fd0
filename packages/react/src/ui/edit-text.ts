/** A change of a text: what replaces what lies between `from` and `to`, and what is selected then. */
export interface Edit {
  from: number
  to: number
  text: string
  selection: readonly [start: number, end: number]
}

export interface Selected {
  text: string
  start: number
  end: number
}

export const replaced = (from: number, to: number, text: string): Edit => {
  const end = from + text.length
  return { from, to, text, selection: [end, end] }
}

export const selectedIn = ({ value, selectionStart, selectionEnd }: HTMLTextAreaElement): Selected => ({
  text: value,
  start: selectionStart,
  end: selectionEnd,
})

/** Types as a person would, so that undo and React both see it. */
export const editText = (area: HTMLTextAreaElement | null, { from, to, text, selection }: Edit): void => {
  if (!area) return
  area.focus({ preventScroll: true })
  area.setSelectionRange(from, to)
  const done = text === '' ? from === to || exec('delete') : exec('insertText', text)
  if (!done) {
    setValue(area, area.value.slice(0, from) + text + area.value.slice(to))
    area.dispatchEvent(new Event('input', { bubbles: true }))
  }
  area.setSelectionRange(...selection)
}

/** At the caret, or in place of what is selected. */
export const insertText = (area: HTMLTextAreaElement | null, text: string): void => {
  if (area) editText(area, replaced(area.selectionStart, area.selectionEnd, text))
}

/** Deprecated, but the only way that leaves the browser's undo whole. */
const exec = (command: string, text?: string): boolean =>
  document.execCommand?.(command, false, text) ?? false

/** Past React, which would otherwise take the value for one it knows. */
const setValue = (area: HTMLTextAreaElement, value: string): void =>
  Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value')?.set?.call(area, value)
