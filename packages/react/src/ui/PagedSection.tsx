import type { ReactNode } from 'react'
import { useLabels } from '../context/texts-context.ts'
import type { Pages } from '../hooks/use-pages.ts'
import { Heading } from './Heading.tsx'
import { Trouble } from './Trouble.tsx'

export interface PagedSectionProps<Item> {
  title: string
  pages: Pages<Item>
  /** Said of an empty list. */
  none: string
  /** Said when it could not be loaded. */
  failed: string
  /** An element between the heading and the list. */
  note?: ReactNode
  /** Something stands where the list will be while it is loading. */
  hasSkeleton?: boolean
  /** What it lists, for styles. */
  kind?: string
  /** A list item with its key. */
  children: (item: Item) => ReactNode
}

/** A list of the server under a heading, a page at a time. */
export const PagedSection = <Item,>({ title, pages, children, ...said }: PagedSectionProps<Item>) => {
  const labels = useLabels()
  const { status, error, items, more, again } = pages
  const { none, failed, note, hasSkeleton = false, kind } = said
  return (
    <section aria-label={title}>
      <div className="lectern-section-head">
        <Heading as="h3" level={2}>
          {title}
        </Heading>
      </div>
      {note}
      {hasSkeleton && status === 'loading' && (
        <div className="lectern-files-loading" role="status" aria-label={labels.loading} />
      )}
      {status === 'ready' && items.length === 0 && <p className="lectern-quiet">{none}</p>}
      {items.length > 0 && (
        <ul className="lectern-message-links" data-kind={kind}>
          {items.map(children)}
        </ul>
      )}
      {status === 'failed' && <Trouble title={failed} error={error} onRetry={again} />}
      {more && (
        <button type="button" className="lectern-link-button" onClick={more}>
          {labels.loadMore}
        </button>
      )}
    </section>
  )
}
