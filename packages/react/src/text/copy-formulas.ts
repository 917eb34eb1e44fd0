// Copies the source of formulas in a selection instead of scattered symbols.
import type { ClipboardEvent } from 'react'

const FORMULA = '.lectern-formula'
const BLOCKS = new Set('BLOCKQUOTE DIV H2 LI OL P PRE TABLE TR UL'.split(' '))

export const copyFormulas = (event: ClipboardEvent): void => {
  const selection = event.currentTarget.ownerDocument.getSelection()
  if (!selection || selection.rangeCount === 0 || event.defaultPrevented) return
  const range = selection.getRangeAt(0).cloneRange()
  if (range.collapsed) return
  takeWhole(range)
  const copied = range.cloneContents()
  if (!copied.querySelector(FORMULA)) return
  event.clipboardData.setData(
    'text/plain',
    textOf(copied)
      .replace(/\n{3,}/gu, '\n\n')
      .trim(),
  )
  event.preventDefault()
}

/** Half a formula has no source. */
const takeWhole = (range: Range): void => {
  const first = formulaAround(range.startContainer)
  const last = formulaAround(range.endContainer)
  if (first) range.setStartBefore(first)
  if (last) range.setEndAfter(last)
}

const formulaAround = (node: Node): Element | null =>
  (node instanceof Element ? node : node.parentElement)?.closest(FORMULA) ?? null

const textOf = (node: Node): string => {
  if (node.nodeType === Node.TEXT_NODE) return node.nodeValue ?? ''
  if (node instanceof HTMLElement && node.matches(FORMULA)) return sourceOf(node)
  if (node.nodeName === 'BR') return '\n'
  if (node.nodeName === 'BUTTON') return ''
  const text = [...node.childNodes].map(textOf).join('')
  if (node.nodeName === 'TD' || node.nodeName === 'TH') return `${text}\t`
  return BLOCKS.has(node.nodeName) ? `\n${text}\n` : text
}

const sourceOf = ({ dataset }: HTMLElement): string =>
  dataset.display ? `\n${dataset.source ?? ''}\n` : (dataset.source ?? '')
