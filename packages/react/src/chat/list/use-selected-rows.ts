import { useEffect, useState, type RefObject } from 'react'

/**
 * The keys of the rows in which a text selection begins and ends, as long as it lasts; one key if the other end
 * is outside the list, none without a selection.
 */
export const useSelectedRows = (scroller: RefObject<HTMLElement | null>): readonly string[] => {
  const [keys, setKeys] = useState<readonly string[]>(NONE)
  useEffect(() => {
    const read = () => {
      const ends = findSelectionEnds(scroller.current, document.getSelection())
      setKeys((known) => (known.join() === ends.join() ? known : ends))
    }
    document.addEventListener('selectionchange', read)
    return () => document.removeEventListener('selectionchange', read)
  }, [scroller])
  return keys
}

const NONE: readonly string[] = []

const findSelectionEnds = (list: HTMLElement | null, selection: Selection | null): readonly string[] => {
  if (!list || !selection || selection.isCollapsed) return NONE
  const ends = [selection.anchorNode, selection.focusNode].flatMap((node) => keyOf(node, list) ?? [])
  return ends.length > 0 ? ends : NONE
}

const keyOf = (node: Node | null, list: HTMLElement): string | undefined => {
  if (!node || !list.contains(node)) return undefined
  const element = node instanceof HTMLElement ? node : node.parentElement
  return element?.closest<HTMLElement>('[data-key]')?.dataset.key
}
