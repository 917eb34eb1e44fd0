import { useState } from 'react'
import { texts } from '../i18n/texts.ts'
import { describe, requestIdOf } from './report.ts'

/** What happened, what was kept, what to do, and what to hand on. */
export const Trouble = ({ error }: { error: unknown }) => {
  const [copied, setCopied] = useState(false)
  const request_id = requestIdOf(error)
  const lines = [request_id && texts.trouble.requestId(request_id), describe(error)]
    .filter(Boolean)
    .join('\n')
  const copy = () => void navigator.clipboard.writeText(lines).then(() => setCopied(true))
  return (
    <section className="notice" role="alert">
      <h1>{texts.trouble.title}</h1>
      <p>{texts.trouble.happened}</p>
      <p>{texts.trouble.kept}</p>
      <p>{texts.trouble.todo}</p>
      <pre className="notice-lines">{lines}</pre>
      <div className="actions">
        <button type="button" className="button button-primary" onClick={() => location.reload()}>
          {texts.trouble.reload}
        </button>
        <button type="button" className="button" onClick={copy}>
          {copied ? texts.copied : texts.trouble.copy}
        </button>
      </div>
    </section>
  )
}
