import type { KeyboardEvent } from 'react'
import type { TimelineRow } from '@lectern/client'
import type { Me } from '@lectern/protocol'
import { useTexts, type Texts } from '../../context/texts-context.ts'
import { useChat } from '../../context/chat-context.ts'
import { useMe } from '../../hooks/hooks.ts'
import { isCommand } from '../../ui/command-key.ts'
import { letterOf } from '../../ui/letter-of.ts'
import { useEnterSends } from '../../hooks/use-enter-sends.ts'
import type { Completion } from './complete/use-completion.ts'
import { editingOf } from '../../rows/editing.ts'
import { mayEdit } from '../../rows/permissions.ts'
import { undoSend } from '../../rows/undo-send.ts'
import type { Composer } from '../../rows/composer.ts'
import { continueList } from './writing/continue-list.ts'
import { readSelection } from '../../ui/edit-text.ts'
import { applyFormat, type Format } from './writing/format.ts'

/** Safari ends a composition before the keydown of its Enter; the old key code still shows it. */
const COMPOSING_KEY = 229

type KeyEvent = KeyboardEvent<HTMLTextAreaElement>
type Act = (() => void) | undefined

/**
 * Enter sends, unless it breaks the line on this device; ⌘Enter sends on every one. Shift+Enter breaks the line, Escape ends an edit or reply, ↑ edits the last own message, ⌘Z
 * takes back the last message, and ⌘ with a letter formats. Tab always leaves, unless there are suggestions.
 */
export const useComposerKeys = (composer: Composer, completion: Completion) => {
  const me = useMe()
  const { now } = useChat()
  const texts = useTexts()
  const sends = useEnterSends()
  return (event: KeyEvent): void => {
    if (event.nativeEvent.isComposing || event.keyCode === COMPOSING_KEY) return
    if (!completion.onKeyDown(event)) {
      const by = me && { me, now: now() }
      const act = isSend(event, sends)
        ? composer.submit
        : isCommand(event)
          ? commandFor(event, composer, texts)
          : actFor(event, composer, by)
      if (!act) return
      act()
    }
    event.preventDefault()
    // Only the top layer handles Escape.
    event.stopPropagation()
  }
}

/** Enter with ⌘ or Ctrl, or Enter alone where it sends. */
const isSend = ({ key, ctrlKey, metaKey, shiftKey, altKey }: KeyEvent, sends: boolean): boolean =>
  key === 'Enter' && !altKey && (ctrlKey || metaKey || (sends && !shiftKey))

const FORMAT_KEYS: Record<string, Format> = { b: 'bold', i: 'italic', e: 'code', k: 'link' }

const commandFor = (event: KeyEvent, composer: Composer, { labels }: Texts): Act => {
  if (event.altKey || event.shiftKey) return undefined
  const { view, handle, text, edit } = composer
  const key = letterOf(event)
  if (key === 'z')
    return text === '' && view.justSent.get() ? () => undoSend(view, handle, labels) : undefined
  const format = FORMAT_KEYS[key]
  const selected = readSelection(event.currentTarget)
  // Without a selection ⌘K is the host's: it opens the switcher.
  if (!format || (format === 'link' && selected.start === selected.end)) return undefined
  return () => edit(applyFormat(format, selected))
}

const actFor = (event: KeyEvent, composer: Composer, by: Editor | undefined): Act => {
  const { key, altKey, currentTarget } = event
  const { composing, text, cancel, view, handle, edit } = composer
  if (key === 'Enter') {
    const { start, end } = readSelection(currentTarget)
    const next = start === end ? continueList(text, start) : undefined
    return next && (() => edit(next))
  }
  if (key === 'Escape') return composing.mode === 'new' ? undefined : cancel
  if (key !== 'ArrowUp' || altKey || text !== '' || composing.mode === 'edit' || !by) return undefined
  const last = lastEditable(handle.timeline.get().rows, by)
  return last && (() => view.compose(editingOf(last.message)))
}

interface Editor {
  me: Me
  now: number
}

const lastEditable = (rows: readonly TimelineRow[], { me, now }: Editor): TimelineRow | undefined =>
  rows.findLast((row) => mayEdit(row, me, now))
