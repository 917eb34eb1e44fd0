import { useEffect, useState, type RefObject } from 'react'
import { useLabels } from '../context/texts-context.ts'
import { stepFocus } from '../ui/step-focus.ts'
import type { Section } from './emoji-sections.ts'

export interface EmojiGroupsProps {
  sections: readonly Section[]
  grid: RefObject<HTMLDivElement | null>
  /** Whether the grid shows all groups now. */
  shown: boolean
}

/** A row of marks that leads to the groups and follows the scrolling; one stop for Tab, arrows within. */
export const EmojiGroups = ({ sections, grid, shown }: EmojiGroupsProps) => {
  const labels = useLabels()
  const [current, setCurrent] = useState('often')
  useEffect(() => follow(grid.current, setCurrent), [grid])
  const goTo = (key: string) => {
    const section = sectionIn(grid.current, key)
    if (section) grid.current?.scrollTo({ top: section.offsetTop })
  }
  return (
    <div
      className="lectern-emoji-groups"
      role="group"
      aria-label={labels.emojiGroupsLabel}
      onKeyDown={(event) => stepFocus(event, 'button')}
    >
      {sections.map(({ key, title, mark }) => (
        <button
          key={key}
          type="button"
          className="lectern-emoji-group"
          aria-label={title}
          title={title}
          aria-current={shown && key === current}
          disabled={!shown}
          tabIndex={key === current ? 0 : -1}
          onClick={() => goTo(key)}
        >
          {mark}
        </button>
      ))}
    </div>
  )
}

const sectionIn = (grid: HTMLElement | null, key: string) =>
  grid?.querySelector<HTMLElement>(`[data-section="${key}"]`)

const follow = (grid: HTMLElement | null, tell: (key: string) => void): (() => void) => {
  if (!grid) return () => {}
  const look = () => {
    const sections = [...grid.querySelectorAll<HTMLElement>('[data-section]')]
    const passed = sections.findLast(({ offsetTop }) => offsetTop <= grid.scrollTop + 1)
    tell(passed?.dataset.section ?? 'often')
  }
  grid.addEventListener('scroll', look, { passive: true })
  return () => grid.removeEventListener('scroll', look)
}
