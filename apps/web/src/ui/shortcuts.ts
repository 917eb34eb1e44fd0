import { isCommand } from '@lectern/react'
import { useEffect, useRef } from 'react'

export type Chord = 'switcher' | 'keys' | 'details' | 'next' | 'previous'

const chordOf = (event: KeyboardEvent): Chord | undefined => {
  if (event.key === '?' && !isTyping(event.target)) return 'keys'
  if (isCommand(event) && !event.altKey && !event.shiftKey) {
    if (event.key.toLowerCase() === 'k') return 'switcher'
    if (event.key === '/') return 'keys'
    if (event.key === '.') return 'details'
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
