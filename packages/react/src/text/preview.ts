import type { Message } from '@lectern/protocol'

const MAX_CHARS = 160

/** A message in one line: its words without the marks around them. */
export const preview = ({ content, card }: Pick<Message, 'content' | 'card'>): string =>
  (content || card?.fallback_text || '')
    .slice(0, MAX_CHARS * 2)
    .replace(/^ {0,3}\|[\s:|-]+$/gmu, '')
    .replace(/^ {0,3}\|.*$/gmu, (row) => row.replaceAll('|', ' '))
    .replace(/^ {0,3}(?:```\S*|~~~\S*|#{1,6} |> ?|[-*+] |\d+[.)] )/gmu, '')
    .replace(/\[([^\]]+)\]\([^)]*\)/gu, '$1')
    .replace(/(\*\*|__|~~|`|```)(?=\S)(.+?)\1/gu, '$2')
    .replace(/\s+/gu, ' ')
    .trim()
    .slice(0, MAX_CHARS)
