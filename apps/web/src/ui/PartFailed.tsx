import { Alert } from '@lectern/react/ui'
// In place of a part of the app that could not be loaded. If the server has a newer version, stale-page.ts loads the page again.
import type { FailedProps } from '@lectern/react/ui'
import { useEffect, useEffectEvent } from 'react'
import { texts } from '../texts/texts.ts'
import { useToasts } from './toasts.ts'

const t = texts.missing

export const PageFailed = ({ onRetry }: FailedProps) => (
  <Alert as="section" className="notice">
    <h1>{t.part}</h1>
    <p>{t.partDetail}</p>
    <div className="actions">
      <button type="button" className="button button-primary" onClick={onRetry}>
        {texts.tryAgain}
      </button>
      <button type="button" className="button" onClick={() => location.reload()}>
        {texts.trouble.reload}
      </button>
    </div>
  </Alert>
)

export const OverlayFailed = ({ onRetry }: FailedProps) => {
  const toasts = useToasts()
  const tell = useEffectEvent(() => toasts.trouble(t.part, { label: texts.tryAgain, run: onRetry }))
  useEffect(() => tell(), [])
  return null
}
