import type { IntakeItem } from '@lectern/client'
import { useChat, useConversation, useSnapshot } from '@lectern/react'
import { dotted, CheckIcon, CloseIcon, PauseIcon, PlayIcon, UploadIcon, WarningIcon } from '@lectern/react/ui'
import { texts } from '../texts/texts.ts'
import { documentPath } from '../routes.ts'
import { TipButton } from '../ui/TipButton.tsx'
import { Link } from '../ui/Link.tsx'
import { faultText } from './fault-text.ts'

const t = texts.library

/**
 * The progress of each file, and the reason of a failure; `document_id`: only new versions of that document.
 */
export const IntakeList = ({ document_id }: { document_id?: string }) => {
  const { intake } = useChat().documents
  const items = useSnapshot(intake.items).filter(
    (item) =>
      document_id === undefined || (item.document_id === document_id && item.base_version !== undefined),
  )
  if (items.length === 0) return null
  return (
    <ul className="intake" aria-label={t.uploads}>
      {items.map((item) => (
        <li key={item.id} className="intake-item" data-status={item.status}>
          {item.status === 'failed' ? (
            <WarningIcon />
          ) : item.status === 'done' ? (
            <CheckIcon />
          ) : (
            <UploadIcon />
          )}
          <span className="document-words">
            <strong dir="auto">{item.filename}</strong>
            <Progress item={item} />
          </span>
          <Acts item={item} isHere={document_id !== undefined} />
        </li>
      ))}
    </ul>
  )
}

const Acts = ({
  item: { id, filename, status, failure, document_id },
  isHere,
}: {
  item: IntakeItem
  isHere: boolean
}) => {
  const { intake } = useChat().documents
  const isOnItsWay = status === 'waiting' || status === 'uploading'
  return (
    <>
      {isOnItsWay && (
        <TipButton icon={<PauseIcon />} label={t.pause(filename)} onClick={() => intake.pause(id)} />
      )}
      {status === 'paused' && (
        <TipButton icon={<PlayIcon />} label={t.resume(filename)} onClick={() => intake.resume(id)} />
      )}
      {failure?.retryable && (
        <button type="button" className="button" onClick={() => intake.resume(id)}>
          {texts.tryAgain}
        </button>
      )}
      {status === 'done' && !isHere && (
        <Link className="button" href={documentPath({ document_id })}>
          {t.openIt}
        </Link>
      )}
      <TipButton
        icon={<CloseIcon />}
        label={(status === 'done' || failure ? t.dismiss : t.giveUp)(filename)}
        onClick={() => intake.remove(id)}
      />
    </>
  )
}

const Progress = ({ item }: { item: IntakeItem }) => {
  const { status, sent, size, failure, filename } = item
  switch (status) {
    case 'waiting':
      return <span className="meta">{t.waiting}</span>
    case 'uploading':
      return <progress aria-label={t.uploading(filename)} value={sent} max={size} />
    case 'paused':
      return <span className="meta">{t.paused}</span>
    case 'reading':
      return <span className="meta">{t.reading}</span>
    case 'done':
      return <Done item={item} />
    case 'failed':
      return <span role="alert">{failure && faultText(failure)}</span>
  }
}

/** Names the readers, because a wrong choice is easy to miss. */
const Done = ({ item: { conversation_id, base_version } }: { item: IntakeItem }) => {
  const title = useConversation(conversation_id ?? '', (summary) => summary?.display_title)
  const readers = conversation_id === undefined ? t.everybody : title && t.membersOf(title)
  const words = base_version === undefined ? [t.added, readers] : [t.savedAs(base_version + 1)]
  return (
    <span className="meta" role="status" dir="auto">
      {dotted(...words)}
    </span>
  )
}
