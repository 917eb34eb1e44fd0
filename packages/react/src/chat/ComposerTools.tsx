import { CheckIcon, SendIcon } from '../icons.tsx'
import { useLabels } from '../instructor-chat-context.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { EmojiButton } from './EmojiButton.tsx'
import { insertText } from './insert-text.ts'
import type { Composer } from './use-composer.ts'

/** The row below the text: what can be added to it, and Send at its end. */
export const ComposerTools = ({ composer }: { composer: Composer }) => {
  const labels = useLabels()
  const isEdit = composer.composing.mode === 'edit'
  return (
    <div className="lectern-composer-tools">
      <EmojiButton onPick={(emoji) => insertText(composer.area.current, emoji)} />
      <IconButton
        type="submit"
        className="lectern-send"
        label={isEdit ? labels.save : labels.send}
        icon={isEdit ? <CheckIcon /> : <SendIcon />}
        aria-disabled={!composer.canSubmit}
      />
    </div>
  )
}
