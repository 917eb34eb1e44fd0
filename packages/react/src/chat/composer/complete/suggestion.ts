import type { ReactNode } from 'react'
import type { Composer } from '../../../rows/composer.ts'
import { replaceRange } from '../../../ui/edit-text.ts'
import type { Trigger } from './trigger.ts'

export interface Suggestion {
  key: string
  icon: ReactNode
  label: string
  /** Tells two equal labels apart. */
  tag?: string | undefined
  /** Shown at the side. */
  more?: ReactNode
  choose: () => void
}

/** Replaces the sign and the query by `text`. */
export const replaceQuery = ({ edit }: Composer, { from, query }: Trigger, text: string): void =>
  edit(replaceRange(from, from + 1 + query.length, text))
