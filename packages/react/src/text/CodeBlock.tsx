import { memo, useMemo, useState, type ReactNode } from 'react'
import { useLabels } from '../context/texts-context.ts'
import { Scrollable } from '../ui/Scrollable.tsx'
import { usePrinting } from '../hooks/use-printing.ts'
import { CopyButton } from '../ui/CopyButton.tsx'
import { useColouring } from './use-colouring.ts'

const FOLD_OVER_LINES = 25
const FOLDED_LINES = 15

export interface CodeBlockProps {
  code: string
  language: string | undefined
  /** More lines are coming. */
  growing?: boolean
}

/** Code as written, always left to right, with a copy button; long code is folded. */
export const CodeBlock = memo(({ code, language, growing = false }: CodeBlockProps) => {
  const labels = useLabels()
  const colouring = useColouring(language)
  // Code that was streamed in view is not folded.
  const [open, setOpen] = useState(growing)
  const lines = code.split('\n')
  const folds = lines.length > FOLD_OVER_LINES
  const isPrinted = usePrinting()
  const shown = folds && !open && !isPrinted ? lines.slice(0, FOLDED_LINES).join('\n') : code
  return (
    <div className="lectern-code" dir="ltr">
      <div className="lectern-code-head">
        <span>{colouring?.name ?? language}</span>
        <CopyButton text={code} label={labels.copyCode} />
      </div>
      <Scrollable
        as="pre"
        label={labels.codeIn(colouring?.name ?? language)}
        data-folded={(folds && !open && !isPrinted) || undefined}
      >
        <Coloured code={shown} paint={colouring?.paint} growing={growing} />
      </Scrollable>
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
})

interface ColouredProps {
  code: string
  paint: ((code: string) => ReactNode) | undefined
  growing: boolean
}

/** In growing code only whole lines are coloured, and so not at every letter. */
const Coloured = ({ code, paint, growing }: ColouredProps) => {
  const whole = growing ? code.slice(0, code.lastIndexOf('\n') + 1) : code
  const coloured = useMemo(() => paint?.(whole) ?? whole, [paint, whole])
  // Drawn anew when a piece of its text may go: see scripts/bare-text.
  const key = `${paint ? 'coloured' : 'plain'} ${growing ? whole.length : code}`
  return <code key={key}>{[coloured, code.slice(whole.length)]}</code>
}
