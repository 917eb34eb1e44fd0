import type { Message } from '@lectern/protocol'
import type { Labels } from '../labels/labels.ts'
import { preview } from '../text/preview.ts'
import { partsInWords } from './parts.ts'

/** A message in one line: its words, or a description of its content. */
export const inShort = (message: Message, labels: Labels): string =>
  preview(message) || partsInWords(message, labels)
