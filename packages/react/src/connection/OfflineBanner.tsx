import { useEffect, useState } from 'react'
import { after, now } from '../clock.ts'
import { useChat, useFormats, useLabels, useSurroundings } from '../instructor-chat-context.tsx'
import { useOutbox } from '../hooks/hooks.ts'
import { useSnapshot } from '../hooks/use-store.ts'
import { OfflineIcon } from '../icons.tsx'

/** Shorter interruptions are nobody's business. */
const PATIENCE_MS = 5_000

/** Says since when there is no connection and what will happen. Lies over the page and moves nothing. */
export const OfflineBanner = () => {
  const { offlineSince } = useSurroundings()
  const since = useSnapshot(offlineSince)
  return (
    <div className="lectern-banner-place" role="status" aria-live="polite">
      {since !== undefined && <Banner key={since} since={since} />}
    </div>
  )
}

const Banner = ({ since }: { since: number }) => {
  const labels = useLabels()
  const formats = useFormats()
  const { connection } = useChat()
  const { pending } = useOutbox()
  const [due, setDue] = useState(() => now() - since >= PATIENCE_MS)
  useEffect(() => after(since + PATIENCE_MS - now(), () => setDue(true)), [since])
  if (!due) return null
  return (
    <div className="lectern-banner">
      <OfflineIcon size={18} />
      <p>
        <strong>{labels.offlineSince(formats.time(since))}</strong>{' '}
        {pending > 0 ? labels.willBeSent(pending) : labels.readingStillWorks}
      </p>
      <button type="button" className="lectern-button" onClick={() => connection.retryNow()}>
        {labels.tryNow}
      </button>
    </div>
  )
}
