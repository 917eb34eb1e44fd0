import { isCommand } from '@lectern/react'
import { letterOf } from '@lectern/react/ui'
import { useEffect, useRef } from 'react'

export type Chord = 'switcher' | 'keys' | 'details' | 'next' | 'previous' | 'print'

export interface ShortcutOptions {
  /** Whether keys without Ctrl do anything. */
  letterKeys: boolean
}

export const chordOf = (event: KeyboardEvent, { letterKeys }: ShortcutOptions): Chord | undefined => {
  if (event.key === '?' && letterKeys && !isTyping(event.target)) return 'keys'
  if (isCommand(event) && !event.altKey) {
    const letter = letterOf(event)
    // Some layouts have the slash above a figure: it needs Shift there.
    if (letter === '/') return 'keys'
    if (letter === 'k' && !event.shiftKey) return 'switcher'
    if (letter === '.' && !event.shiftKey) return 'details'
    if (letter === 'p' && !event.shiftKey) return 'print'
  }
  if (event.altKey && !event.ctrlKey && !event.metaKey && !opensByArrow(event.target)) {
    if (event.key === 'ArrowDown') return 'next'
    if (event.key === 'ArrowUp') return 'previous'
  }
  return undefined
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  target.matches('input:not([type="checkbox"], [type="radio"]), textarea, select, [contenteditable]')

/** Alt with an arrow opens a list of choices. */
const opensByArrow = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  target.closest('select, [role="combobox"], [role="listbox"], [role="menu"], [role="slider"]') !== null

export const useShortcuts = (act: (chord: Chord) => void, options: ShortcutOptions): void => {
  const latest = useRef({ act, options })
  useEffect(() => void (latest.current = { act, options }))
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const chord =
        event.isComposing || event.defaultPrevented ? undefined : chordOf(event, latest.current.options)
      if (chord === undefined) return
      event.preventDefault()
      latest.current.act(chord)
    }
    addEventListener('keydown', onKeyDown)
    return () => removeEventListener('keydown', onKeyDown)
  }, [])
}
