import type { Message } from '@lectern/protocol'
import type { Labels } from '../labels/labels.ts'
import { preview } from '../text/preview.ts'
import { describeParts } from './parts.ts'

/** A message in one line: its words, or a description of its content. */
export const summarise = (message: Message, labels: Labels): string =>
  preview(message) || describeParts(message, labels)
