import type { KeyboardEvent } from 'react'
import type { TimelineRow } from '@lectern/client'
import type { Me } from '@lectern/protocol'
import { useMe } from '../hooks/hooks.ts'
import { isTouch } from '../ui/is-touch.ts'
import { mayEdit } from './permissions.ts'
import type { Composer } from './use-composer.ts'

/** Safari ends a composition before the keydown of its Enter; the old code still tells. */
const COMPOSING_KEY = 229

/** Enter sends, Shift+Enter breaks the line, Escape leaves an edit or reply, ↑ edits the last own message. */
export const useComposerKeys = (composer: Composer) => {
  const me = useMe()
  return (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    if (event.nativeEvent.isComposing || event.keyCode === COMPOSING_KEY) return
    const act = actFor(event, composer, me)
    if (!act) return
    event.preventDefault()
    act()
  }
}

const actFor = (
  { key, shiftKey, altKey }: KeyboardEvent,
  { composing, text, submit, cancel, desk, handle }: Composer,
  me: Me | undefined,
): (() => void) | undefined => {
  if (key === 'Enter') return shiftKey || altKey || isTouch() ? undefined : submit
  if (key === 'Escape') return composing.mode === 'new' ? undefined : cancel
  if (key !== 'ArrowUp' || text !== '' || composing.mode === 'edit' || !me) return undefined
  const last = lastEditable(handle.timeline.get().rows, me)
  return last && (() => desk.compose({ mode: 'edit', message: last.message, text: last.message.content }))
}

const lastEditable = (rows: readonly TimelineRow[], me: Me): TimelineRow | undefined =>
  rows.findLast((row) => mayEdit(row, me))
