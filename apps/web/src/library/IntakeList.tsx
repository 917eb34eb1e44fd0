import { useSnapshot } from '@lectern/react'
import { texts } from '../i18n/texts.ts'
import { documentPath } from '../routes.ts'
import { Icon } from '../ui/Icon.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { Link } from '../ui/Link.tsx'
import { describe } from '../ui/report.ts'
import { isWorthRetrying, type Intake, type IntakeItem } from './intake.ts'

const t = texts.library

/** How far each file has come, and why one did not become a document. */
export const IntakeList = ({ intake }: { intake: Intake }) => {
  const items = useSnapshot(intake.items)
  if (items.length === 0) return null
  return (
    <ul className="intake" aria-label={t.uploads}>
      {items.map((item) => (
        <li key={item.id} className="intake-item" data-status={item.status}>
          <Icon name={item.status === 'failed' ? 'warning' : item.status === 'done' ? 'check' : 'upload'} />
          <span className="document-words">
            <strong dir="auto">{item.file.name}</strong>
            <Progress item={item} />
          </span>
          {item.status === 'failed' && isWorthRetrying(item.error) && (
            <button type="button" className="button" onClick={() => intake.retry(item.id)}>
              {texts.tryAgain}
            </button>
          )}
          {item.document_id !== undefined && (
            <Link className="button" href={documentPath({ document_id: item.document_id })}>
              {t.openIt}
            </Link>
          )}
          <IconButton
            icon="close"
            label={t.dismiss(item.file.name)}
            onClick={() => intake.dismiss(item.id)}
          />
        </li>
      ))}
    </ul>
  )
}

const Progress = ({ item: { status, error } }: { item: IntakeItem }) => {
  switch (status) {
    case 'reading':
      return <span className="meta">{t.reading}</span>
    case 'done':
      return (
        <span className="meta" role="status">
          {t.added}
        </span>
      )
    case 'failed':
      return <span role="alert">{describe(error)}</span>
  }
}
