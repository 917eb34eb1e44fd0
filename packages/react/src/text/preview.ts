import type { Message } from '@lectern/protocol'
import { lex } from './lex.ts'
import { plainText } from './plain-text.ts'

const MAX_CHARS = 160

/** A message in one line: its words without marks. */
export const preview = ({ content, card }: Pick<Message, 'content' | 'card'>): string =>
  plainText(lex(content || card?.fallback_text || ''))
    .replace(/\s+/gu, ' ')
    .trim()
    .slice(0, MAX_CHARS)
