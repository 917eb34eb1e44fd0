import type { Message } from '@lectern/protocol'
import type { Labels } from '../labels/labels.ts'
import { preview } from '../text/preview.ts'
import { describeParts } from './parts.ts'

/** A message in one line: its words, or a description of its content. */
export const summarise = (message: Message, labels: Labels): string =>
  preview(message) || describeParts(message, labels)

/** The language of this line; undefined for a card in the words of the server, which is told in English. */
export const langInShort = ({ card, lang }: Pick<Message, 'card' | 'lang'>): string | undefined =>
  card && !card.provenance.own_words ? undefined : lang
