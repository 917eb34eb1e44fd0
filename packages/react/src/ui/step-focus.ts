import type { KeyboardEvent } from 'react'
import { listStep } from './list-step.ts'
import { mirrorKey } from './turned-key.ts'

const AS_IN_LIST: Record<string, string> = { ArrowRight: 'ArrowDown', ArrowLeft: 'ArrowUp' }

/** Moves the focus among the matching elements, by arrow, Home, End or their first letter. */
export const stepFocus = (event: KeyboardEvent<HTMLElement>, selector: string): void => {
  const items = [...event.currentTarget.querySelectorAll<HTMLElement>(selector)]
  if (items.length === 0) return
  const at = items.findIndex((item) => item === document.activeElement)
  const key = mirrorKey(event)
  const next = listStep(AS_IN_LIST[key] ?? key, at, items.length)
  const target = next === undefined ? byLetter(items, at, event) : items[next]
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
