import { useState } from 'react'
import { CopyIcon, CheckIcon } from '../icons.tsx'
import { useLabels } from '../instructor-chat-context.tsx'
import { after } from '../clock.ts'
import { copy } from '../ui/copy.ts'

const FOLD_OVER_LINES = 25
const FOLDED_LINES = 15
const COPIED_MS = 1_500

/** Code as written, always from the left, with a way to copy it and long pieces folded. */
export const CodeBlock = ({ code, language }: { code: string; language: string | undefined }) => {
  const labels = useLabels()
  const [open, setOpen] = useState(false)
  const lines = code.split('\n')
  const folds = lines.length > FOLD_OVER_LINES
  const shown = folds && !open ? lines.slice(0, FOLDED_LINES).join('\n') : code
  return (
    <div className="lectern-code" dir="ltr">
      <div className="lectern-code-head">
        <span>{language}</span>
        <CopyCode code={code} />
      </div>
      <pre tabIndex={0} data-folded={(folds && !open) || undefined}>
        <code>{shown}</code>
      </pre>
      {folds && (
        <button
          type="button"
          className="lectern-code-fold"
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          {open ? labels.fold : labels.unfold(lines.length)}
        </button>
      )}
    </div>
  )
}

const CopyCode = ({ code }: { code: string }) => {
  const labels = useLabels()
  const [copied, setCopied] = useState(false)
  const onClick = async () => {
    if (!(await copy(code))) return
    setCopied(true)
    after(COPIED_MS, () => setCopied(false))
  }
  return (
    <button
      type="button"
      className="lectern-code-copy"
      onClick={() => void onClick()}
      aria-label={labels.copyCode}
    >
      {copied ? <CheckIcon size={15} /> : <CopyIcon size={15} />}
      <span aria-live="polite">{copied ? labels.copied : labels.copy}</span>
    </button>
  )
}
