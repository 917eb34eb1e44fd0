import type { DocumentState } from '@lectern/protocol'
import { CITABLE, citableIn, READABLE, readableBy, type Reader } from '../../records/documents.ts'

/** A set of documents: always only those that the reader may read. */
export interface Scope {
  reader: Reader
  states: readonly DocumentState[]
  /** Only documents that this conversation may cite. */
  citable_in?: string | undefined
  /** Only documents of this conversation. */
  conversation_id?: string | undefined
  /** Only documents of the whole school. */
  school?: boolean
  /** Empty: only documents without a collection. */
  collection?: string | undefined
}

/** A condition on `documents d` in SQL, with its parameters. */
export const whereInScope = (scope: Scope): { where: string; parameters: unknown[] } => {
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
