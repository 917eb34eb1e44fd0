import { useId, useMemo, useState } from 'react'
import { isHere } from '@lectern/client'
import type { Mention } from '@lectern/protocol'
import type { Token } from 'marked'
import { useChatEnvironment } from '../../context/chat-context.ts'
import { useLabels } from '../../context/texts-context.ts'
import { useMembers } from '../../hooks/hooks.ts'
import { useSnapshot } from '../../hooks/use-store.ts'
import { ChevronIcon } from '../../ui/icons.tsx'
import { lex } from '../../text/lex.ts'
import { Markdown } from '../../text/Markdown.tsx'
import { childrenOf } from '../../text/token-children.ts'
import { mentionsIn, mentionsOfEdit } from './complete/mentions.ts'
import type { Composer } from '../../rows/composer.ts'
import { useSettled } from '../../hooks/use-settled.ts'
import { Scrollable } from '../../ui/Scrollable.tsx'

const SETTLE_MS = 250

/** The draft as others will see it, drawn by the same component; hidden without formulas, code and tables. */
export const ComposerPreview = ({ composer }: { composer: Composer }) => {
  const labels = useLabels()
  const { previewFolded } = useChatEnvironment().views
  const folded = useSnapshot(previewFolded)
  const id = useId()
  const text = useSettled(composer.text, SETTLE_MS)
  const mentions = useMentions(composer, text)
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
        <span>{labels.preview}</span>
      </button>
      {!folded && (
        <Scrollable id={id} className="lectern-preview-text" label={labels.preview}>
          <Markdown text={text} mentions={mentions} />
        </Scrollable>
      )}
    </section>
  )
}

const useMentions = ({ handle, composing, meant }: Composer, text: string): readonly Mention[] => {
  const members = useMembers(handle.id)
  const before = composing.mode === 'edit' ? composing.message.mentions : undefined
  return useMemo(() => {
    const people = [...(before ?? []), ...members]
    const here = members.filter(isHere)
    const named = before
      ? mentionsOfEdit({ mentions: before, text, meant }, here)
      : mentionsIn(text, here, meant)
    return named.flatMap((id) => people.find(({ user_id }) => user_id === id) ?? [])
  }, [text, members, before, meant])
}

/** It stays while a formula is half rewritten. */
const useShown = (text: string): boolean => {
  const [seen, setSeen] = useState({ text: '', shown: false })
  if (seen.text === text) return seen.shown
  const shown = holdsDrawing(lex(text)) || (seen.shown && /[$\\`|]/.test(text))
  setSeen({ text, shown })
  return shown
}

const DRAWN = new Set(['formula', 'code', 'table'])

const holdsDrawing = (tokens: readonly Token[]): boolean =>
  tokens.some((token) => DRAWN.has(token.type) || holdsDrawing(childrenOf(token)))
