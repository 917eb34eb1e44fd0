import { useId, useState } from 'react'
import type { Token } from 'marked'
import { useChatEnvironment } from '../../context/chat-context.ts'
import { useLabels } from '../../context/texts-context.ts'
import { useSnapshot } from '../../hooks/use-store.ts'
import { ChevronIcon } from '../../ui/icons.tsx'
import { lex } from '../../text/lex.ts'
import { Markdown } from '../../text/Markdown.tsx'
import type { Composer } from '../../rows/composer.ts'
import { useSettled } from '../../hooks/use-settled.ts'

const SETTLE_MS = 250

/** A preview of the draft's formulas and code; hidden for plain text. */
export const ComposerPreview = ({ composer }: { composer: Composer }) => {
  const labels = useLabels()
  const { previewFolded } = useChatEnvironment().views
  const folded = useSnapshot(previewFolded)
  const id = useId()
  const text = useSettled(composer.text, SETTLE_MS)
  if (!useShown(text) || composer.text === '') return null
  return (
    <section className="lectern-preview" aria-label={labels.preview}>
      <button
        type="button"
        className="lectern-preview-head"
        aria-expanded={!folded}
        aria-controls={folded ? undefined : id}
        onClick={() => previewFolded.set(!folded)}
      >
        <ChevronIcon size={14} />
        {labels.preview}
      </button>
      {!folded && (
        <div id={id} className="lectern-preview-text" tabIndex={0}>
          <Markdown text={text} />
        </div>
      )}
    </section>
  )
}

const MARKS = /\$|\\[([]|```|~~~/u

/** It stays while a formula is half rewritten. */
const useShown = (text: string): boolean => {
  const [seen, setSeen] = useState({ text: '', shown: false })
  if (seen.text === text) return seen.shown
  const shown = MARKS.test(text) && (seen.shown || isDrawn(lex(text)))
  setSeen({ text, shown })
  return shown
}

const isDrawn = (tokens: readonly Token[]): boolean =>
  tokens.some((token) => {
    if (token.type === 'formula' || token.type === 'code') return true
    if (token.type === 'list') return isDrawn(token.items as Token[])
    return 'tokens' in token && isDrawn(token.tokens ?? [])
  })
