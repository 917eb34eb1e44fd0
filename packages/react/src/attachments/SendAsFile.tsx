import type { Composer } from '../chat/use-composer.ts'
import { isTooLong } from '../chat/CharacterCount.tsx'
import { AttachIcon } from '../icons.tsx'
import { useLabels } from '../instructor-chat-context.tsx'
import { useAttach } from './use-attach.ts'

/** For a text that is too long for a message: it becomes a file of the same message. */
export const SendAsFile = ({ composer }: { composer: Composer }) => {
  const labels = useLabels()
  const { text, setText, composing, handle } = composer
  const attach = useAttach(handle.id)
  if (composing.mode === 'edit' || !isTooLong(text)) return null
  return (
    <button
      type="button"
      className="lectern-link-button lectern-as-file"
      onClick={() => {
        attach([new File([text], labels.textFilename, { type: 'text/plain' })])
        setText('')
      }}
    >
      <AttachIcon size={16} />
      {labels.sendAsFile}
    </button>
  )
}
