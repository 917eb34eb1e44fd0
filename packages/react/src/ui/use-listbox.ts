// A text field that drives a list below it: the field keeps the focus, arrows move the choice, Enter takes it.
import { useEffect, useId, type KeyboardEvent } from 'react'
import { listStep } from './list-step.ts'
import { useChoice, type Choice } from './use-choice.ts'

export interface Listbox extends Choice {
  listId: string
  optionId: (index: number) => string
  onKeyDown: (event: KeyboardEvent) => void
}

/** `query` is what the list depends on: the choice returns to the first when it changes. */
export const useListbox = (count: number, query: string, onChoose: (index: number) => void): Listbox => {
  const listId = useId()
  const { active, setActive } = useChoice(query, count)
  const optionId = (index: number) => `${listId}-${index}`

  useEffect(() => {
    document.getElementById(`${listId}-${active}`)?.scrollIntoView?.({ block: 'nearest' })
  }, [listId, active])

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || count === 0) return
    const next = listStep(event.key, active, count)
    if (next === undefined && event.key !== 'Enter') return
    event.preventDefault()
    if (next === undefined) onChoose(active)
    else setActive(next)
  }
  return { listId, optionId, active, setActive, onKeyDown }
}
