import { useLayoutEffect } from 'react'
import { useLabels } from '../../context/texts-context.ts'
import { useConversation } from '../../hooks/hooks.ts'
import { useSnapshot } from '../../hooks/use-store.ts'
import { useEnterSends } from '../../hooks/use-enter-sends.ts'
import { CompletionPopup } from './complete/CompletionPopup.tsx'
import { useCompletion } from './complete/use-completion.ts'
import type { Composer } from '../../rows/composer.ts'
import { useComposerKeys } from './use-composer-keys.ts'

export interface ComposerFieldProps {
  composer: Composer
  autoFocus: boolean
  /** Ids of the field's descriptions. */
  describedBy: string
  invalid: boolean
}

/** The text field; it grows with its text and offers suggestions. */
export const ComposerField = ({ composer, autoFocus, describedBy, invalid }: ComposerFieldProps) => {
  const { area, text, setText, view, handle } = composer
  const labels = useLabels()
  const title = useConversation(handle.id, (summary) => summary?.display_title ?? '')
  const called = view.thread_id === undefined ? labels.messageTo(title) : labels.writeAnswer
  const completion = useCompletion(composer)
  const onKeyDown = useComposerKeys(composer, completion)
  const wanted = useSnapshot(view.focusWanted)
  const { open, follow } = completion

  useLayoutEffect(() => {
    if (wanted > 0 || (autoFocus && isFree(area.current))) focusAtEnd(area.current)
  }, [area, wanted, autoFocus])
  useLayoutEffect(() => grow(area.current), [area, text])

  const sends = useEnterSends()
  return (
    <>
      <textarea
        ref={area}
        className="lectern-textarea"
        rows={1}
        dir="auto"
        value={text}
        placeholder={called}
        aria-label={called}
        aria-describedby={describedBy}
        aria-invalid={invalid || undefined}
        aria-autocomplete="list"
        aria-haspopup="listbox"
        aria-controls={open?.id}
        aria-activedescendant={open && `${open.id}-${open.active}`}
        enterKeyHint={sends ? 'send' : 'enter'}
        onChange={(event) => {
          setText(event.target.value)
          follow(event.target)
        }}
        onSelect={(event) => follow(event.currentTarget)}
        onBlur={() => follow(undefined)}
        onKeyDown={onKeyDown}
      />
      {open && <CompletionPopup completion={open} area={area} />}
    </>
  )
}

/** A field of the page around, or of another chat in it, keeps the focus. */
const isFree = (area: HTMLElement | null): boolean => {
  const { activeElement } = document
  if (!activeElement || activeElement === document.body) return true
  const chat = activeElement.closest('.lectern-chat')
  const isOther = chat !== null && !chat.contains(area)
  return !isOther && rootOf(activeElement) !== undefined && rootOf(activeElement) === rootOf(area)
}

const rootOf = (element: Element | null): Element | undefined => {
  const root = element?.closest('.lectern')
  return root ? (rootOf(root.parentElement) ?? root) : undefined
}

const focusAtEnd = (area: HTMLTextAreaElement | null): void => {
  area?.focus({ preventScroll: true })
  area?.setSelectionRange(area.value.length, area.value.length)
}

/** For browsers without `field-sizing` (composer.css); the style sheet sets the greatest height. */
const grow = (area: HTMLTextAreaElement | null): void => {
  if (!area || globalThis.CSS?.supports?.('field-sizing', 'content')) return
  area.style.height = 'auto'
  area.style.height = `${area.scrollHeight}px`
}
