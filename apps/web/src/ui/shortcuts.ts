import { isCommand } from '@lectern/react'
import { letterOf } from '@lectern/react/ui'
import { useEffect, useRef } from 'react'

export type Chord = 'switcher' | 'keys' | 'details' | 'next' | 'previous'

const chordOf = (event: KeyboardEvent): Chord | undefined => {
  if (event.key === '?' && !isTyping(event.target)) return 'keys'
  if (isCommand(event) && !event.altKey) {
    const letter = letterOf(event)
    // Some layouts have the slash above a figure: it needs Shift there.
    if (letter === '/') return 'keys'
    if (letter === 'k' && !event.shiftKey) return 'switcher'
    if (letter === '.' && !event.shiftKey) return 'details'
  }
  if (event.altKey && !event.ctrlKey && !event.metaKey) {
    if (event.key === 'ArrowDown') return 'next'
    if (event.key === 'ArrowUp') return 'previous'
  }
  return undefined
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.matches('input, textarea, select, [contenteditable]')

export const useShortcuts = (act: (chord: Chord) => void): void => {
  const latest = useRef(act)
  useEffect(() => void (latest.current = act))
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const chord = event.isComposing || event.defaultPrevented ? undefined : chordOf(event)
      if (chord === undefined) return
      event.preventDefault()
      latest.current(chord)
    }
    addEventListener('keydown', onKeyDown)
    return () => removeEventListener('keydown', onKeyDown)
  }, [])
}
