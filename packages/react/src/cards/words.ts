import type { CardAction } from '@lectern/protocol'
import type { Labels } from '../labels/labels.ts'

/** A verb in the reader's language, or the server's label. */
export const labelOfVerb = (
  { cards }: Labels,
  type: string,
  { verb, label }: Pick<CardAction, 'verb' | 'label'>,
): string => cards.verbs[type]?.[verb] ?? label

export const wordFor = (words: Readonly<Record<string, string>>, name: string): string => words[name] ?? name
