import { useLayoutEffect, useRef, type RefObject } from 'react'
import { useLabels } from '../../../context/texts-context.ts'
import { NameTag } from '../../../ui/NameTag.tsx'
import { caretRect } from '../../../ui/caret-rect.ts'
import type { OpenCompletion } from './use-completion.ts'
import { useSaidAfterTyping } from '../../../hooks/use-said.ts'

export interface CompletionPopupProps {
  completion: OpenCompletion
  area: RefObject<HTMLTextAreaElement | null>
}

/** The suggestions, above the line with the trigger. Mount it to open it. */
export const CompletionPopup = ({ completion, area }: CompletionPopupProps) => {
  const { id, label, items, from, active, setActive } = completion
  const labels = useLabels()
  const box = useRef<HTMLDivElement>(null)
  useSaidAfterTyping(labels.suggestions(items.length))
  useLayoutEffect(() => {
    // Browsers from before 2024 have no top layer; the box then only has a higher z-index.
    box.current?.showPopover?.()
  }, [])
  useLayoutEffect(() => {
    if (box.current && area.current) placeAbove(box.current, caretRect(area.current, from), area.current)
  }, [area, from])
  useLayoutEffect(() => {
    box.current?.querySelector('[aria-selected="true"]')?.scrollIntoView?.({ block: 'nearest' })
  }, [active, items])
  return (
    <div ref={box} popover="manual" className="lectern-popover lectern-completion">
      <div
        id={id}
        role="listbox"
        aria-label={label}
        // The text keeps the focus, and a touch keyboard stays open.
        onMouseDown={(event) => event.preventDefault()}
      >
        {items.map(({ key, icon, label: text, tag, more, choose }, index) => (
          <div
            key={key}
            id={`${id}-${index}`}
            role="option"
            className="lectern-completion-item"
            aria-selected={index === active}
            onPointerMove={() => index !== active && setActive(index)}
            onClick={choose}
          >
            <span className="lectern-completion-icon" aria-hidden="true">
              {icon}
            </span>
            <span className="lectern-completion-label" dir="auto">
              {text}
            </span>
            <NameTag tag={tag} />
            {more && <span className="lectern-completion-more">{more}</span>}
          </div>
        ))}
      </div>
    </div>
  )
}

const GAP_PX = 6
const EDGE_PX = 8

/** Fixed at its lower edge, so that it grows upwards. */
const placeAbove = (box: HTMLElement, line: DOMRect, area: HTMLElement): void => {
  const { clientHeight } = document.documentElement
  const isRtl = getComputedStyle(area).direction === 'rtl'
  const left = isRtl ? line.left - box.offsetWidth : line.left
  const most = area.getBoundingClientRect().right - box.offsetWidth
  box.style.left = `${Math.max(EDGE_PX, Math.min(left, most))}px`
  box.style.bottom = `${clientHeight - line.top + GAP_PX}px`
  box.style.maxHeight = `${Math.max(120, line.top - GAP_PX - EDGE_PX)}px`
}
