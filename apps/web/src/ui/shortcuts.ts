import { useEffect, useRef } from 'react'

const isApple = (): boolean => /Mac|iPhone|iPad/.test(navigator.platform)

/** ⌘ on Apple's keyboards, Ctrl elsewhere. */
export const commandKey = (): string => (isApple() ? '⌘' : 'Ctrl')
export const optionKey = (): string => (isApple() ? '⌥' : 'Alt')

export type Chord = 'switcher' | 'keys' | 'details' | 'next' | 'previous'

const chordOf = (event: KeyboardEvent): Chord | undefined => {
  const command = isApple() ? event.metaKey : event.ctrlKey
  if (command && !event.altKey && !event.shiftKey) {
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

export const useShortcuts = (act: (chord: Chord) => void): void => {
  const latest = useRef(act)
  useEffect(() => void (latest.current = act))
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const chord = event.isComposing ? undefined : chordOf(event)
      if (chord === undefined) return
      event.preventDefault()
      latest.current(chord)
    }
    addEventListener('keydown', onKeyDown)
    return () => removeEventListener('keydown', onKeyDown)
  }, [])
}
