import { useCallback, useMemo } from 'react'
import type { Typed } from '@lectern/client'
import { useChat } from '../context/chat-context.ts'
import { useStore } from './use-store.ts'

export interface TypedForm {
  /** What is typed, by field; undefined as long as nobody typed. */
  typed: Typed | undefined
  /** Keeps these fields; the others stay. */
  change: (fields: Typed) => void
  /** Forgets all of it: it was sent, or its author discards it. */
  forget: () => void
}

/**
 * The fields of a form, kept by the SDK like a draft: they survive a reload and are the same in every tab. `place` names the
 * card or dialog, `form` one of its forms.
 */
export const useTypedForm = (place: string, form: string): TypedForm => {
  const { forms } = useChat()
  const typed = useStore(forms.at(place), (all) => all[form])
  const change = useCallback(
    (fields: Typed) => forms.set(place, form, { ...forms.at(place).get()[form], ...fields }),
    [forms, place, form],
  )
  const forget = useCallback(() => forms.set(place, form, undefined), [forms, place, form])
  return useMemo(() => ({ typed, change, forget }), [typed, change, forget])
}

/** A field that keeps more than a string: its value as JSON, and as an object again. */
export const readField = <T>(typed: Typed | undefined, field: string, otherwise: T): T => {
  const text = typed?.[field]
  return text === undefined ? otherwise : (JSON.parse(text) as T)
}
