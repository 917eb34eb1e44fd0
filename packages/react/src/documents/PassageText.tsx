import { memo } from 'react'
import type { Passage } from '@lectern/protocol'
import { Markdown } from '../text/Markdown.tsx'
import { markWords } from '../text/mark-words.ts'

/** A passage that was found, with the words that were looked for marked. */
export const PassageText = memo(({ passage: { excerpt, highlights = [] } }: { passage: Passage }) => (
  <Markdown text={markWords(excerpt, highlights)} page />
))
