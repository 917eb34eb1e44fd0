import { useLayoutEffect, useRef } from 'react'
import { useConversation } from '../hooks/hooks.ts'
import { useSnapshot } from '../hooks/use-store.ts'
import { CheckIcon, SendIcon } from '../icons.tsx'
import { useLabels, useSurroundings } from '../instructor-chat-context.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { isTouch } from '../ui/is-touch.ts'
import { CharacterCount } from './CharacterCount.tsx'
import { ComposerBar } from './ComposerBar.tsx'
import { EmojiButton } from './EmojiButton.tsx'
import { insertText } from './insert-text.ts'
import { useComposer } from './use-composer.ts'
import { useComposerKeys } from './use-composer-keys.ts'

export interface ChatInputProps {
  conversationId: string
  /** Why nothing can be written here; shown in place of the composer. */
  readOnlyReason?: string | undefined
  /** Takes the focus when shown; by default where there is a pointer, so that no keyboard jumps up on a phone. */
  autoFocus?: boolean
}

/** The composer. It never waits for the network: what is sent offline is queued. */
export const ChatInput = ({ conversationId, readOnlyReason, autoFocus }: ChatInputProps) => {
  if (readOnlyReason !== undefined) return <div className="lectern-readonly">{readOnlyReason}</div>
  return <Composer key={conversationId} conversationId={conversationId} autoFocus={autoFocus ?? !isTouch()} />
}

const Composer = ({ conversationId, autoFocus }: { conversationId: string; autoFocus: boolean }) => {
  const labels = useLabels()
  const { desks } = useSurroundings()
  const title = useConversation(conversationId, (summary) => summary?.display_title ?? '')
  const area = useRef<HTMLTextAreaElement>(null)
  const composer = useComposer(conversationId)
  const onKeyDown = useComposerKeys(conversationId, composer)
  const wanted = useSnapshot(desks.of(conversationId).focusWanted)
  const { composing, text, setText, submit, canSubmit } = composer
  const isEdit = composing.mode === 'edit'

  useLayoutEffect(() => {
    if (wanted > 0 || autoFocus) focusAtEnd(area.current)
  }, [wanted, autoFocus])
  useLayoutEffect(() => grow(area.current), [text])

  return (
    <div className="lectern-composer">
      <ComposerBar composer={composer} />
      <form
        className="lectern-composer-field"
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        <EmojiButton onPick={(emoji) => insertText(area.current, emoji)} />
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
        <IconButton
          type="submit"
          className="lectern-send"
          label={isEdit ? labels.save : labels.send}
          icon={isEdit ? <CheckIcon /> : <SendIcon />}
          aria-disabled={!canSubmit}
        />
      </form>
      <CharacterCount text={text} />
    </div>
  )
}

const focusAtEnd = (area: HTMLTextAreaElement | null): void => {
  area?.focus({ preventScroll: true })
  area?.setSelectionRange(area.value.length, area.value.length)
}

/** Browsers without `field-sizing` (chat.css) are helped; the greatest height is the style sheet's. */
const grow = (area: HTMLTextAreaElement | null): void => {
  if (!area || globalThis.CSS?.supports?.('field-sizing', 'content')) return
  area.style.height = 'auto'
  area.style.height = `${area.scrollHeight}px`
}
