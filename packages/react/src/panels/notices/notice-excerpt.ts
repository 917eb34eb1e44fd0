import type { Notice } from '@lectern/protocol'
import type { Labels } from '../../labels/labels.ts'
import { preview } from '../../text/preview.ts'

/** What was said, in one line; of a message without words, what it has. */
export const noticeExcerpt = ({ excerpt, shows }: Notice, labels: Labels): string =>
  preview({ content: excerpt }) || (shows ? labels.notices.shows[shows] : '')
