import { useId, useState, type KeyboardEvent } from 'react'
import { useChatEnvironment } from '../../../context/chat-context.ts'
import { applyTone } from '../../../core/emoji/emoji-set.ts'
import type { Composer } from '../../../rows/composer.ts'
import { replaceRange } from '../../../ui/edit-text.ts'
import { listStep } from '../../../ui/list-step.ts'
import { useChoice } from '../../../ui/use-choice.ts'
import { triggerAt } from './trigger.ts'
import { useSuggestions, type Suggestions } from './use-suggestions.tsx'

export interface OpenCompletion extends Suggestions {
  id: string
  /** The position of the sign in the text. */
  from: number
  active: number
  setActive: (index: number) => void
}

export interface Completion {
  /** Undefined while there is nothing to choose. */
  open: OpenCompletion | undefined
  /** Reports the position of the caret, or that it is gone. */
  follow: (area: HTMLTextAreaElement | undefined) => void
  /** True if the suggestions handled the key. */
  onKeyDown: (event: KeyboardEvent) => boolean
}

/** Suggestions while typing: the field keeps the focus, arrows move the choice, Enter or Tab takes it. */
export const useCompletion = (composer: Composer): Completion => {
  const id = useId()
  const { library, memory } = useChatEnvironment().emoji
  const [caret, setCaret] = useState<number>()
  const trigger = caret === undefined ? undefined : triggerAt(composer.text, caret)
  const suggestions = useSuggestions(trigger, composer)
  const { items } = suggestions
  // The choice belongs to one query, a dismissal to one sign.
  const query = trigger && `${trigger.sign}${trigger.from} ${trigger.query}`
  const { active, setActive } = useChoice(query, items.length)
  const [refused, setRefused] = useState<number>()
  if (refused !== undefined && trigger?.from !== refused) setRefused(undefined)
  const isOpen = trigger && items.length > 0 && trigger.from !== refused

  const onKeyDown = (event: KeyboardEvent): boolean => {
    const { key, shiftKey, ctrlKey, metaKey, altKey } = event
    if (ctrlKey || metaKey || altKey) return false
    if (key === ':' && typedCode()) return true
    if (!isOpen) return false
    // Home and End belong to the caret.
    const next = key.startsWith('Arrow') ? listStep(key, active, items.length) : undefined
    if (next !== undefined) setActive(next)
    else if (key === 'Escape') setRefused(trigger.from)
    else if ((key === 'Enter' || key === 'Tab') && !shiftKey) items[active]?.choose()
    else return false
    return true
  }
  /** The second colon of `:tada:` takes the emoji of exactly that name. */
  const typedCode = (): boolean => {
    if (trigger?.sign !== ':') return false
    const found = library.state.get().emoji.find(({ codes }) => codes.includes(trigger.query.toLowerCase()))
    if (!found) return false
    const emoji = applyTone(found, memory.habits.get().tone)
    memory.use(emoji)
    composer.edit(replaceRange(trigger.from, trigger.from + 1 + trigger.query.length, emoji))
    return true
  }
  return {
    open: isOpen ? { id, ...suggestions, from: trigger.from, active, setActive } : undefined,
    follow: (area) => {
      const isCaret = area && area.selectionStart === area.selectionEnd
      setCaret(isCaret ? area.selectionStart : undefined)
    },
    onKeyDown,
  }
}
