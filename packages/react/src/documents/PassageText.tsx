import { memo } from 'react'
import type { Passage } from '@lectern/protocol'
import { useLazy } from '../hooks/use-lazy.ts'
import { lex } from '../text/lex.ts'
import { Markdown } from '../text/Markdown.tsx'
import { markWords } from '../text/mark-words.ts'
import { pageReader } from '../text/page-reader.ts'

/** A found passage with its matching words marked. */
export const PassageText = memo(({ passage: { excerpt, highlights = [], lang } }: { passage: Passage }) => {
  const read = useLazy(pageReader) ?? lex
  return <Markdown text={markWords(excerpt, highlights, read)} lang={lang} page />
})
