import type { Span } from '@lectern/protocol'

/** A place in the knowledge base: a document, in the newest version when none is named, and a passage in it. */
export interface DocumentTarget {
  document_id: string
  version?: number
  /** Shown marked, and scrolled to. */
  span?: Pick<Span, 'start' | 'end'>
}
