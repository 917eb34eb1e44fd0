import { memo } from 'react'
import type { Passage } from '@lectern/protocol'
import { Markdown } from '../text/Markdown.tsx'
import { markWords } from '../text/mark-words.ts'

/** A found passage with its matching words marked. */
export const PassageText = memo(({ passage: { excerpt, highlights = [] } }: { passage: Passage }) => (
  <Markdown text={markWords(excerpt, highlights)} page />
))
