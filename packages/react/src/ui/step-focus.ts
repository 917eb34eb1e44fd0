import type { KeyboardEvent } from 'react'
import { turnedKey } from './turned-key.ts'

const forth = (index: number, count: number): number => (index + 1) % count
const back = (index: number, count: number): number => (index <= 0 ? count : index) - 1

const STEPS: Record<string, (index: number, count: number) => number> = {
  ArrowDown: forth,
  ArrowRight: forth,
  ArrowUp: back,
  ArrowLeft: back,
  Home: () => 0,
  End: (_, count) => count - 1,
}

/** Moves the focus among the elements that match, by arrow, Home, End or their first letter. */
export const stepFocus = (event: KeyboardEvent<HTMLElement>, selector: string): void => {
  const items = [...event.currentTarget.querySelectorAll<HTMLElement>(selector)]
  if (items.length === 0) return
  const at = items.findIndex((item) => item === document.activeElement)
  const step = STEPS[turnedKey(event)]
  const target = step ? items[step(at, items.length)] : byLetter(items, at, event)
  if (!target) return
  event.preventDefault()
  target.focus()
}

const byLetter = (items: HTMLElement[], at: number, event: KeyboardEvent): HTMLElement | undefined => {
  if (event.key.length !== 1 || event.ctrlKey || event.metaKey || event.altKey) return undefined
  const letter = event.key.toLocaleLowerCase()
  const after = [...items.slice(at + 1), ...items.slice(0, at + 1)]
  return after.find((item) => item.textContent.trim().toLocaleLowerCase().startsWith(letter))
}
