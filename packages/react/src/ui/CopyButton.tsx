import { useState } from 'react'
import { useLabels } from '../context/texts-context.ts'
import { say } from '../core/announcements.ts'
import { after } from '../core/clock.ts'
import { CheckIcon, CopyIcon } from './icons.tsx'
import { copy } from './copy.ts'

const COPIED_MS = 1_500

/** Copies a text and confirms it for a moment. `label` names the copied text. */
export const CopyButton = ({ text, label }: { text: string; label: string }) => {
  const labels = useLabels()
  const [copied, setCopied] = useState(false)
  const onClick = async () => {
    if (!(await copy(text))) return
    setCopied(true)
    say(labels.copied)
    after(COPIED_MS, () => setCopied(false))
  }
  return (
    <button type="button" className="lectern-copy" onClick={() => void onClick()} aria-label={label}>
      {copied ? <CheckIcon size={15} /> : <CopyIcon size={15} />}
      <span>{copied ? labels.copied : labels.copy}</span>
    </button>
  )
}
