// Copies a selection over several messages with names and times, as text and as HTML. A selection within one message is
// left to the browser, and to copy-formulas.ts.
import type { ClipboardEvent } from 'react'
import { htmlOf, plainOf } from '../../text/copied.ts'

export interface Described {
  sender: string
  when: string
}

interface Copied extends Described {
  content: DocumentFragment
}

export const copyMessages = (
  event: ClipboardEvent,
  describe: (id: string) => Described | undefined,
): void => {
  const selection = event.currentTarget.ownerDocument.getSelection()
  if (!selection || selection.rangeCount === 0 || selection.isCollapsed) return
  const copied = messagesIn(selection.getRangeAt(0), event.currentTarget, describe)
  const ends = [selection.anchorNode, selection.focusNode].map(slotOf)
  // Within one message, as it was selected.
  if (copied.length === 0 || ends[0] === ends[1]) return
  const isOne = copied.length === 1
  const head = ({ sender, when }: Described) => `${sender}, ${when}`
  const text = copied.map((each) => `${isOne ? '' : `${head(each)}\n`}${plainOf(each.content)}`).join('\n\n')
  const html = copied
    .map((each) => `${isOne ? '' : `<p><strong>${htmlOf(head(each))}</strong></p>`}${htmlOf(each.content)}`)
    .join('')
  event.clipboardData.setData('text/plain', text)
  event.clipboardData.setData('text/html', html)
  event.preventDefault()
  event.stopPropagation()
}

const slotOf = (node: Node | null): Element | null =>
  (node instanceof Element ? node : (node?.parentElement ?? null))?.closest('[data-key]') ?? null

/** The selected part of each message's own words; nothing of names, times and buttons. */
const messagesIn = (range: Range, list: Element, describe: (id: string) => Described | undefined): Copied[] =>
  [...list.querySelectorAll<HTMLElement>('[data-key]')].flatMap((slot) => {
    const described = describe(slot.dataset.key ?? '')
    if (!described || !range.intersectsNode(slot)) return []
    const content = document.createDocumentFragment()
    for (const words of slot.querySelectorAll('.lectern-bubble .lectern-text, .lectern-tombstone'))
      if (range.intersectsNode(words)) content.append(partOf(range, words))
    return content.textContent?.trim() ? [{ ...described, content }] : []
  })

const partOf = (range: Range, words: Element): DocumentFragment => {
  const part = document.createRange()
  part.selectNodeContents(words)
  if (range.compareBoundaryPoints(Range.START_TO_START, part) > 0)
    part.setStart(range.startContainer, range.startOffset)
  if (range.compareBoundaryPoints(Range.END_TO_END, part) < 0)
    part.setEnd(range.endContainer, range.endOffset)
  return part.cloneContents()
}
