import { useEffect, useReducer, useState } from 'react'
import type { ConnectionState } from '@lectern/client'
import { useChat, useChatEnvironment } from '../context/chat-context.ts'
import { useFormats, useLabels } from '../context/texts-context.ts'
import { after } from '../core/clock.ts'
import { useConnection, useOutbox } from '../hooks/hooks.ts'
import { useSaid } from '../hooks/use-said.ts'
import { useSnapshot } from '../hooks/use-store.ts'
import type { Labels } from '../labels/labels.ts'
import { OfflineIcon } from '../ui/icons.tsx'

/** Shorter interruptions are not worth a message. */
const PATIENCE_MS = 5_000

/**
 * Shows since when there is no connection and what will happen, or why it has ended for good. Lies over the page
 * and moves nothing.
 */
export const OfflineBanner = () => {
  const { offlineSince } = useChatEnvironment()
  const since = useSnapshot(offlineSince)
  const ended = useConnection(endOf)
  return (
    <div className="lectern-banner-place">
      {ended && <EndedBanner end={ended} />}
      {since !== undefined && <Banner key={since} since={since} />}
    </div>
  )
}

const Banner = ({ since }: { since: number }) => {
  const labels = useLabels()
  const formats = useFormats()
  const { connection, now } = useChat()
  const { pending } = useOutbox()
  const [due, setDue] = useState(() => now() - since >= PATIENCE_MS)
  useEffect(() => after(since + PATIENCE_MS - now(), () => setDue(true)), [since, now])
  const title = labels.offlineSince(formats.time(since))
  // Once: what waits is said as it begins to wait, and attempts and their causes are for the eye.
  useSaid(due ? `${title} ${labels.readingStillWorks}` : undefined)
  if (!due) return null
  return (
    <div className="lectern-banner">
      <OfflineIcon size={18} />
      <p>
        <strong>{title}</strong>
        <span>{` ${pending > 0 ? labels.willBeSent(pending) : labels.readingStillWorks} `}</span>
        <Outlook />
      </p>
      <button type="button" className="lectern-button" onClick={() => connection.retryNow()}>
        {labels.tryNow}
      </button>
    </div>
  )
}

type End = keyof Labels['ended']

const endOf = (state: ConnectionState): End | undefined => {
  if (state.status === 'auth_required') return 'signed_out'
  return state.status === 'stopped' ? state.reason : undefined
}

/** The connection does not come back by itself: the reason, and the act that helps. */
const EndedBanner = ({ end }: { end: End }) => {
  const labels = useLabels()
  const { connection } = useChat()
  useSaid(labels.ended[end])
  const isOver = end === 'protocol' || end === 'closed' || end === 'fault'
  const act = isOver ? () => location.reload() : () => connection.retryNow()
  return (
    <div className="lectern-banner">
      <OfflineIcon size={18} />
      <p>{labels.ended[end]}</p>
      <button type="button" className="lectern-button" onClick={act}>
        {isOver ? labels.loadAgain : labels.tryNow}
      </button>
    </div>
  )
}

type Offline = Extract<ConnectionState, { status: 'offline' }>

/** The reason, and the time of the next attempt. An attempt in between keeps the last reason. */
const Outlook = () => {
  const labels = useLabels()
  const state = useConnection()
  const [known, setKnown] = useState<Offline>()
  if (state.status === 'offline' && state !== known) setKnown(state)
  if (!known) return null
  return (
    <>
      <span>{`${labels.offlineCause[known.cause]} `}</span>
      {/* It counts down: nobody wants to hear that. */}
      {state === known ? <NextAttempt at={known.retry_at} /> : <Next>{labels.tryingNow}</Next>}
    </>
  )
}

const Next = ({ children }: { children: string }) => (
  <span className="lectern-banner-next" aria-hidden="true">
    {children}
  </span>
)

const NextAttempt = ({ at }: { at: number }) => {
  const labels = useLabels()
  const { now } = useChat()
  const [, next] = useReducer((count: number) => count + 1, 0)
  const leftMs = at - now()
  useEffect(() => (leftMs > 0 ? after(((leftMs - 1) % 1_000) + 1, next) : undefined), [leftMs])
  return <Next>{leftMs > 0 ? labels.nextAttempt(Math.ceil(leftMs / 1_000)) : labels.tryingNow}</Next>
}
