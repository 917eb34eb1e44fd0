import { useEffect, type RefObject } from 'react'
import { useEvent } from '../../hooks/use-event.ts'

/**
 * Selects the text of an element on a touch screen, where a long press has another meaning. Its handles then take a
 * part of it. It ends when nothing of it is selected any more.
 */
export const useSelectText = (
  element: RefObject<HTMLElement | null>,
  isSelecting: boolean,
  onEnd: () => void,
): void => {
  const end = useEvent(onEnd)
  useEffect(() => {
    const selection = getSelection()
    const selected = element.current
    if (!isSelecting || !selection || !selected) return undefined
    selection.selectAllChildren(selected)
    const onChange = () => {
      const isHere = selected.contains(selection.anchorNode) || selected.contains(selection.focusNode)
      if (selection.isCollapsed || !isHere) end()
    }
    document.addEventListener('selectionchange', onChange)
    return () => document.removeEventListener('selectionchange', onChange)
  }, [element, isSelecting, end])
}
