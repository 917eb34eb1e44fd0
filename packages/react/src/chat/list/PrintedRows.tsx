import type { Message } from '@lectern/protocol'
import { useFormats, useLabels } from '../../context/texts-context.ts'
import { usePrinting } from '../../hooks/use-printing.ts'
import { momentOf, type TimelineItem } from '../../rows/timeline-items.ts'
import { DrawsAllContext } from '../../text/late-formulas.ts'
import { ListItem } from './ListItem.tsx'
import { MOST_PRINTED } from './most-printed.ts'
import { PersonName } from '../../ui/PersonName.tsx'

interface PrintedRowsProps {
  items: readonly TimelineItem[]
  messages: ReadonlyMap<string, Message>
  /** Older messages are not loaded, or newer ones. */
  hasMore: { before: boolean; after: boolean }
}

/** On paper, every loaded message with its author and moment: the list on the screen draws what is in view. */
export const PrintedRows = (props: PrintedRowsProps) => (usePrinting() ? <Rows {...props} /> : null)

const Rows = ({ items, messages, hasMore }: PrintedRowsProps) => {
  const labels = useLabels()
  const formats = useFormats()
  const printed = items.slice(-MOST_PRINTED)
  const moments = printed.flatMap((item) => (item.type === 'message' ? [momentOf(item.row)] : []))
  const before = hasMore.before || printed.length < items.length
  const lacks = before && hasMore.after ? 'both' : before ? 'earlier' : hasMore.after ? 'later' : undefined
  return (
    <div className="lectern-printed">
      {lacks && (
        <p className="lectern-printed-note">
          {labels.printedPart(formats.full(moments[0] ?? 0), formats.full(moments.at(-1) ?? 0), lacks)}
        </p>
      )}
      <DrawsAllContext.Provider value={true}>
        {printed.map((item) => (
          <div key={item.key} className="lectern-printed-row">
            {item.type === 'message' && item.row.message.kind !== 'system' && <Head item={item} />}
            <ListItem
              item={item}
              lastOwn={false}
              quoted={item.type === 'message' ? messages.get(item.row.message.reply_to_id ?? '') : undefined}
              focusable={false}
              marked={false}
            />
          </div>
        ))}
      </DrawsAllContext.Provider>
    </div>
  )
}

const Head = ({ item: { row } }: { item: Extract<TimelineItem, { type: 'message' }> }) => {
  const formats = useFormats()
  return (
    <p className="lectern-printed-head">
      <PersonName as="strong" name={row.message.sender} role={row.message.sender_role} />
      <time dateTime={row.message.timestamp}>{formats.full(momentOf(row))}</time>
    </p>
  )
}
