import { useLabels } from '../../context/texts-context.ts'
import type { Composer } from '../../rows/composer.ts'
import { isTooLong } from './CharacterCount.tsx'
import { AttachIcon } from '../../ui/icons.tsx'
import { useAttach } from '../../attachments/use-attach.ts'

/** Turns a text that is too long for a message into a file of the same message. */
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
      <span>{labels.sendAsFile}</span>
    </button>
  )
}
