import { isTouch } from '../ui/is-touch.ts'
import { CharacterCount } from './CharacterCount.tsx'
import { ComposerBar } from './ComposerBar.tsx'
import { ComposerField } from './ComposerField.tsx'
import { ComposerTools } from './ComposerTools.tsx'
import { useComposer } from './use-composer.ts'

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

/** From top to bottom: the bar (what is answered or edited), the field with its tools, what is said about the text. */
const Composer = ({ conversationId, autoFocus }: { conversationId: string; autoFocus: boolean }) => {
  const composer = useComposer(conversationId)
  return (
    <div className="lectern-composer">
      <ComposerBar composer={composer} />
      <form
        className="lectern-composer-field"
        onSubmit={(event) => {
          event.preventDefault()
          composer.submit()
        }}
      >
        <ComposerField composer={composer} autoFocus={autoFocus} />
        <ComposerTools composer={composer} />
      </form>
      <CharacterCount text={composer.text} />
    </div>
  )
}
