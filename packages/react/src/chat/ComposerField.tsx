import { useLayoutEffect } from 'react'
import { useConversation } from '../hooks/hooks.ts'
import { useSnapshot } from '../hooks/use-store.ts'
import { useLabels } from '../instructor-chat-context.tsx'
import { isTouch } from '../ui/is-touch.ts'
import type { Composer } from './use-composer.ts'
import { useComposerKeys } from './use-composer-keys.ts'

export interface ComposerFieldProps {
  composer: Composer
  autoFocus: boolean
}

/** Where the text is typed; it grows with what is in it. */
export const ComposerField = ({ composer, autoFocus }: ComposerFieldProps) => {
  const { area, text, setText, desk, handle } = composer
  const labels = useLabels()
  const title = useConversation(handle.id, (summary) => summary?.display_title ?? '')
  const onKeyDown = useComposerKeys(composer)
  const wanted = useSnapshot(desk.focusWanted)

  useLayoutEffect(() => {
    if (wanted > 0 || autoFocus) focusAtEnd(area.current)
  }, [area, wanted, autoFocus])
  useLayoutEffect(() => grow(area.current), [area, text])

  return (
    <textarea
      ref={area}
      className="lectern-textarea"
      rows={1}
      dir="auto"
      value={text}
      placeholder={labels.messageTo(title)}
      aria-label={labels.messageTo(title)}
      enterKeyHint={isTouch() ? 'enter' : 'send'}
      onChange={(event) => setText(event.target.value)}
      onKeyDown={onKeyDown}
    />
  )
}

const focusAtEnd = (area: HTMLTextAreaElement | null): void => {
  area?.focus({ preventScroll: true })
  area?.setSelectionRange(area.value.length, area.value.length)
}

/** Browsers without `field-sizing` (composer.css) are helped; the greatest height is the style sheet's. */
const grow = (area: HTMLTextAreaElement | null): void => {
  if (!area || globalThis.CSS?.supports?.('field-sizing', 'content')) return
  area.style.height = 'auto'
  area.style.height = `${area.scrollHeight}px`
}
