import type { ReactNode } from 'react'
import type { Composer } from '../../../rows/composer.ts'
import { replaced } from '../../../ui/edit-text.ts'
import type { Trigger } from './trigger.ts'

export interface Suggestion {
  key: string
  icon: ReactNode
  label: string
  /** Shown at the side. */
  more?: ReactNode
  choose: () => void
}

/** Replaces the sign and the query by `text`. */
export const put = ({ edit }: Composer, { from, query }: Trigger, text: string): void =>
  edit(replaced(from, from + 1 + query.length, text))
