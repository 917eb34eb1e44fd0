import { useCallback, useState } from 'react'
import type { PlannedMessage } from '@lectern/protocol'
import { useChat } from '../context/chat-context.ts'
import { useFormats, useLabels } from '../context/texts-context.ts'
import { say } from '../core/announcements.ts'
import { usePages } from '../hooks/use-pages.ts'
import { useSnapshot } from '../hooks/use-store.ts'
import { isGivenUp, reasonOf } from '../labels/reason.ts'
import { Alert } from '../ui/Alert.tsx'
import { Heading } from '../ui/Heading.tsx'
import { ClockIcon, WarningIcon } from '../ui/icons.tsx'
import { Trouble } from '../ui/Trouble.tsx'
import { PlanForm } from './PlanForm.tsx'

export interface PlannedMessagesProps {
  /** Only those of one conversation; its name is not said then. */
  conversationId?: string | undefined
}

/** What the user wrote for later, the next first; each can be changed, sent now, or not sent. */
export const PlannedMessages = ({ conversationId }: PlannedMessagesProps) => {
  const labels = useLabels()
  const { planned: t } = labels
  const { planned } = useChat()
  const news = useSnapshot(planned.news)
  const load = useCallback(
    async (cursor?: string) => {
      const place = conversationId === undefined ? {} : { conversation_id: conversationId }
      const { planned: items, next_cursor } = await planned.list({ ...place, ...(cursor && { cursor }) })
      return { items, next_cursor }
    },
    [planned, conversationId],
  )
  const { status, error, items, more, again } = usePages(load, news)
  if (status === 'failed') return <Trouble title={t.failed} error={error} onRetry={again} />
  if (status === 'loading')
    return <div className="lectern-files-loading" role="status" aria-label={labels.loading} />
  if (items.length === 0) return <Nothing />
  return (
    <div className="lectern-planned">
      <ul>
        {items.map((item) => (
          <li key={item.id} data-failed={item.failed !== undefined || undefined}>
            <Item item={item} isNamed={conversationId === undefined} />
          </li>
        ))}
      </ul>
      {more && (
        <button type="button" className="lectern-link-button" onClick={more}>
          {labels.loadMore}
        </button>
      )}
    </div>
  )
}

const Nothing = () => {
  const { planned: t } = useLabels()
  return (
    <div className="lectern-empty">
      <ClockIcon size={32} />
      <Heading as="h2">{t.none}</Heading>
      <p>{t.noneWhy}</p>
    </div>
  )
}

/** The words of the buttons name the message by its beginning. */
const NAMED_CHARS = 40
/** Long enough for so many characters, whatever they are made of. */
const LOOKED_AT = 400

const beginningOf = ({ message: { content } }: PlannedMessage): string => {
  const [line = ''] = content.trim().split('\n')
  const chars = Array.from(new Intl.Segmenter().segment(line.slice(0, LOOKED_AT)), ({ segment }) => segment)
  return chars.length > NAMED_CHARS ? `${chars.slice(0, NAMED_CHARS).join('')}…` : line
}

const Item = ({ item, isNamed }: { item: PlannedMessage; isNamed: boolean }) => {
  const labels = useLabels()
  const { planned: t } = labels
  const { planned } = useChat()
  const [changing, setChanging] = useState(false)
  const [failure, setFailure] = useState<string>()
  const place = { id: item.conversation_id, planned_id: item.id }
  const name = beginningOf(item)
  const act = async (run: () => Promise<unknown>, done: string) => {
    setFailure(undefined)
    try {
      await run()
      say(done)
      // Also where no news comes: without a connection of its own.
      planned.resume()
    } catch (error) {
      if (!isGivenUp(error)) setFailure(labels.notDone(reasonOf(error, labels)))
    }
  }
  return (
    <>
      {isNamed && (
        <strong dir="auto" className="lectern-planned-place">
          {item.title ?? t.gone}
        </strong>
      )}
      <When item={item} />
      {changing ? (
        <PlanForm
          planned={{ ...item, content: item.message.content }}
          submit={t.keep}
          onCancel={() => setChanging(false)}
          onPlan={async (when, content) => {
            await planned.plan(place, { message: { ...item.message, content }, ...when })
            setChanging(false)
            planned.resume()
          }}
        />
      ) : (
        <>
          <p className="lectern-planned-text" dir="auto">
            {item.message.content}
          </p>
          {failure !== undefined && <Alert>{failure}</Alert>}
          <div className="lectern-card-buttons">
            <button
              type="button"
              className="lectern-button"
              aria-label={t.changeIt(name)}
              onClick={() => setChanging(true)}
            >
              {t.change}
            </button>
            <button
              type="button"
              className="lectern-button"
              aria-label={t.sendItNow(name)}
              onClick={() => void act(() => planned.send(place), t.sentNow)}
            >
              {t.sendNow}
            </button>
            <button
              type="button"
              className="lectern-button"
              aria-label={t.cancelIt(name)}
              onClick={() => void act(() => planned.cancel(place), t.cancelled)}
            >
              {t.cancel}
            </button>
          </div>
        </>
      )}
    </>
  )
}

const When = ({ item: { failed, repeats, next_at } }: { item: PlannedMessage }) => {
  const { planned: t } = useLabels()
  const when = useFormats().full(Date.parse(next_at))
  if (failed)
    return (
      <p className="lectern-planned-fault">
        <WarningIcon size={16} />
        <span>{t.faults[failed]}</span>
      </p>
    )
  return (
    <p className="lectern-planned-when">
      <ClockIcon size={16} />
      <time dateTime={next_at}>{repeats ? t.repeated(t.every[repeats], when) : t.at(when)}</time>
    </p>
  )
}
