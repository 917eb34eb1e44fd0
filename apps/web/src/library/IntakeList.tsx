import type { IntakeItem } from '@lectern/client'
import { useChat, useConversation, useSnapshot } from '@lectern/react'
import {
  Alert,
  dotted,
  CheckIcon,
  CloseIcon,
  PauseIcon,
  PlayIcon,
  UploadIcon,
  useSaidLater,
  WarningIcon,
} from '@lectern/react/ui'
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
        <Item key={item.id} item={item} isHere={document_id !== undefined} />
      ))}
    </ul>
  )
}

const Item = ({ item, isHere }: { item: IntakeItem; isHere: boolean }) => {
  const { status, filename, base_version } = item
  const done = base_version === undefined ? t.added : t.savedAs(base_version + 1)
  useSaidLater(status === 'done' ? dotted(filename, done) : undefined)
  return (
    <li className="intake-item" data-status={status}>
      {status === 'failed' ? <WarningIcon /> : status === 'done' ? <CheckIcon /> : <UploadIcon />}
      <span className="document-words">
        <strong dir="auto">{filename}</strong>
        <Progress item={item} />
      </span>
      <Acts item={item} isHere={isHere} />
    </li>
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
      return <Alert as="span">{failure && faultText(failure)}</Alert>
  }
}

/** Names the readers, because a wrong choice is easy to miss. */
const Done = ({ item: { conversation_id, base_version } }: { item: IntakeItem }) => {
  const title = useConversation(conversation_id ?? '', (summary) => summary?.display_title)
  const readers = conversation_id === undefined ? t.everybody : title && t.membersOf(title)
  const words = base_version === undefined ? [t.added, readers] : [t.savedAs(base_version + 1)]
  return (
    <span className="meta" dir="auto">
      {dotted(...words)}
    </span>
  )
}
