import { memo } from 'react'
import { useFormats, useLabels } from '../../context/texts-context.ts'
import { useToday } from '../../hooks/today.ts'
import { Beginning } from './Beginning.tsx'
import { MessageBubble, type MessageBubbleProps } from '../message/MessageBubble.tsx'
import { PartBoundary } from '../../ui/PartBoundary.tsx'
import type { TimelineItem } from '../../rows/timeline-items.ts'

type ListItemProps = { item: TimelineItem } & Pick<
  MessageBubbleProps,
  'lastOwn' | 'quoted' | 'focusable' | 'marked'
>

export const ListItem = memo(({ item, ...row }: ListItemProps) => {
  switch (item.type) {
    case 'beginning':
      return <Beginning />
    case 'day':
      return <DayLine moment={item.moment} />
    case 'unread':
      return <UnreadLine />
    case 'message':
      return (
        <PartBoundary scope={item.row.message.changed_seq}>
          <MessageBubble row={item.row} startsRun={item.starts_run} endsRun={item.ends_run} {...row} />
        </PartBoundary>
      )
  }
})

const DayLine = ({ moment }: { moment: number }) => {
  const formats = useFormats()
  return (
    <div className="lectern-day" role="separator">
      <span>{formats.day(moment, useToday())}</span>
    </div>
  )
}

const UnreadLine = () => (
  <div className="lectern-unread-line" role="separator">
    <span>{useLabels().unreadLine}</span>
  </div>
)
