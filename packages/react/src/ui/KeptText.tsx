import type { ReactNode } from 'react'
import { useLabels } from '../context/texts-context.ts'
import { CopyButton } from './CopyButton.tsx'
import { WarningIcon } from './icons.tsx'
import { joinWords, type TypedWord } from './typed-word.ts'

export interface KeptTextProps {
  /** What happened, and why. */
  said: string
  words: readonly TypedWord[]
  /** Before "Discard". */
  children?: ReactNode
  onDiscard: () => void
}

/** Text that could not be sent: it stays until its author discards it. */
export const KeptText = ({ said, words, children, onDiscard }: KeptTextProps) => {
  const labels = useLabels()
  return (
    <div className="lectern-card-refused">
      <WarningIcon size={16} />
      <span dir="auto">{said}</span>
      {words.length > 0 && <Words words={words} />}
      <div className="lectern-kept-acts">
        {words.length > 0 && <CopyButton text={joinWords(words)} label={labels.copyText} />}
        {children}
        <button type="button" className="lectern-link-button" onClick={onDiscard}>
          {words.length > 0 ? labels.discard : labels.dismiss}
        </button>
      </div>
    </div>
  )
}

const Words = ({ words }: { words: readonly TypedWord[] }) => (
  <dl className="lectern-kept-words">
    {words.map(({ field, label, text }) => (
      <div key={field}>
        {words.length > 1 && <dt>{label}</dt>}
        <dd dir="auto">{text}</dd>
      </div>
    ))}
  </dl>
)
