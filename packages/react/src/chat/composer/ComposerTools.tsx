import { useChatEnvironment } from '../../context/chat-context.ts'
import { useLabels } from '../../context/texts-context.ts'
import { AttachButton } from '../../attachments/AttachButton.tsx'
import { useSnapshot } from '../../hooks/use-store.ts'
import { CheckIcon, FormatIcon, SendIcon } from '../../ui/icons.tsx'
import { AskToggle } from '../../questions/AskToggle.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { EmojiButton } from '../../emoji/EmojiButton.tsx'
import { LaterButton } from '../../planned/LaterButton.tsx'
import { FormatBar } from './FormatBar.tsx'
import type { Composer } from '../../rows/composer.ts'

/** The row below the text: additions, and Send at its end. */
export const ComposerTools = ({ composer, onLater }: { composer: Composer; onLater: () => void }) => {
  const labels = useLabels()
  const { formatting } = useChatEnvironment().views
  const isFormatting = useSnapshot(formatting)
  const isEdit = composer.composing.mode === 'edit'
  return (
    // Pressing a button leaves the focus in the text, so that a touch keyboard stays open.
    <div className="lectern-composer-tools" onMouseDown={(event) => event.preventDefault()}>
      <AttachButton conversationId={composer.handle.id} />
      <EmojiButton open={composer.pickingEmoji} onOpen={composer.setPickingEmoji} onPick={composer.insert} />
      <IconButton
        className="lectern-format-button"
        label={labels.formatting}
        icon={<FormatIcon />}
        aria-expanded={isFormatting}
        onClick={() => formatting.set(!isFormatting)}
      />
      <AskToggle composer={composer} />
      {!isEdit && <LaterButton onOpen={onLater} />}
      {isFormatting && <FormatBar {...composer} />}
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
