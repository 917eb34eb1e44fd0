import { Alert, copy } from '@lectern/react/ui'
import { useState } from 'react'
import { texts } from '../texts/texts.ts'
import { describe, requestIdOf } from './report.ts'

/** Replaces a crashed page: what happened, what was kept, what to do, and the details to report. */
export const CrashNotice = ({ error }: { error: unknown }) => {
  const [copied, setCopied] = useState(false)
  const request_id = requestIdOf(error)
  const lines = [request_id && texts.trouble.requestId(request_id), describe(error)]
    .filter(Boolean)
    .join('\n')
  const onCopy = async () => setCopied(await copy(lines))
  return (
    <Alert as="section" className="notice">
      <h1>{texts.trouble.title}</h1>
      <p>{texts.trouble.happened}</p>
      <p>{texts.trouble.kept}</p>
      <p>{texts.trouble.todo}</p>
      <pre className="notice-lines">{lines}</pre>
      <div className="actions">
        <button type="button" className="button button-primary" onClick={() => location.reload()}>
          {texts.trouble.reload}
        </button>
        <button type="button" className="button" onClick={() => void onCopy()}>
          {copied ? texts.copied : texts.trouble.copy}
        </button>
      </div>
    </Alert>
  )
}
