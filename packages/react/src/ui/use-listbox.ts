// A text field that drives a list under it: the field keeps the focus, arrows move the choice, Enter takes it.
import { useEffect, useId, useState, type KeyboardEvent } from 'react'

interface Listbox {
  listId: string
  optionId(index: number): string
  active: number
  setActive(index: number): void
  onKeyDown(event: KeyboardEvent): void
}

const step = (key: string, active: number, length: number): number | undefined => {
  if (key === 'ArrowDown') return (active + 1) % length
  if (key === 'ArrowUp') return (active - 1 + length) % length
  if (key === 'Home') return 0
  if (key === 'End') return length - 1
  return undefined
}

/** `query` is what the list depends on: the choice goes back to the first when it changes. */
export const useListbox = (length: number, query: string, onChoose: (index: number) => void): Listbox => {
  const listId = useId()
  const [choice, setChoice] = useState({ query, index: 0 })
  const active = choice.query === query ? Math.min(choice.index, length - 1) : 0
  const setActive = (index: number) => setChoice({ query, index })
  const optionId = (index: number) => `${listId}-${index}`

  useEffect(() => {
    document.getElementById(`${listId}-${active}`)?.scrollIntoView({ block: 'nearest' })
  }, [listId, active])

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || length === 0) return
    const next = step(event.key, active, length)
    if (next === undefined && event.key !== 'Enter') return
    event.preventDefault()
    if (next === undefined) onChoose(active)
    else setActive(next)
  }
  return { listId, optionId, active, setActive, onKeyDown }
}
