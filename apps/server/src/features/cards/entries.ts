// Counts and finds the entries of a card.
import type { CardEntry } from '../../records/stored.ts'

interface WithEntries {
  entries: readonly CardEntry[]
}

export const entriesOf = ({ entries }: WithEntries, kind: string, key?: string): CardEntry[] =>
  entries.filter((entry) => entry.kind === kind && (key === undefined || entry.key === key))

export const ownEntry = (
  card: WithEntries,
  user_id: string,
  kind: string,
  key: string | number = '',
): CardEntry | undefined => entriesOf(card, kind, `${key}`).find((entry) => entry.user_id === user_id)
