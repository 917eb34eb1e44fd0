import type { Notice } from '@lectern/protocol'
import type { NoticeTexts } from './texts-in.ts'

const LINK = /!?\[([^\]]{1,200})\]\([^()\s]{1,400}\)/g
const BEGINNING = /^(?:#{1,6} |> |[-*+] |\d{1,3}\. )/
const MARKS = /\*\*|__|~~|`{1,3}|(?<![\p{L}\p{N}])[*_](?=\S)|(?<=\S)[*_](?![\p{L}\p{N}])/gu

/** The beginning of the text without the marks of Markdown, or what comes without text. */
export const plainExcerpt = ({ excerpt, shows }: Pick<Notice, 'excerpt' | 'shows'>, t: NoticeTexts): string =>
  withoutMarks(excerpt) || (shows ? t.shows[shows] : '')

export const withoutMarks = (line: string): string =>
  line.replace(BEGINNING, '').replaceAll(LINK, '$1').replaceAll(MARKS, '').trim()
