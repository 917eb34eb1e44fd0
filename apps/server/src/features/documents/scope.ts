import type { DocumentState } from '@lectern/protocol'
import { CITABLE, citableIn, READABLE, readableBy, type Reader } from '../../records/documents.ts'

/** Which documents are meant: always only such as the reader may read. */
export interface Scope {
  reader: Reader
  states: readonly DocumentState[]
  /** Only what may be cited there. */
  citable_in?: string | undefined
  /** Only what belongs there. */
  conversation_id?: string | undefined
  /** Only what belongs to the whole school. */
  school?: boolean
  /** Empty: only what is in none. */
  collection?: string | undefined
}

/** As SQL about `documents d`, with its parameters. */
export const within = (scope: Scope): { where: string; parameters: unknown[] } => {
  const terms: [string, unknown[]][] = [
    [READABLE, readableBy(scope.reader)],
    [`d.state IN (${scope.states.map(() => '?').join()})`, [...scope.states]],
  ]
  if (scope.citable_in !== undefined) terms.push([CITABLE, citableIn(scope.citable_in)])
  if (scope.conversation_id !== undefined) terms.push(['d.conversation_id = ?', [scope.conversation_id]])
  if (scope.school) terms.push(['d.conversation_id IS NULL', []])
  if (scope.collection !== undefined) terms.push(["coalesce(d.collection, '') = ?", [scope.collection]])
  return {
    where: terms.map(([term]) => `(${term})`).join(' AND '),
    parameters: terms.flatMap(([, parameters]) => parameters),
  }
}
