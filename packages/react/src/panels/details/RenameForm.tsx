import { useState } from 'react'
import type { ConversationSummary } from '@lectern/client'
import { LIMITS } from '@lectern/protocol'
import { useLabels } from '../../context/texts-context.ts'
import { say } from '../../core/announcements.ts'
import { useConversationHandle } from '../../hooks/hooks.ts'
import { useTypedForm } from '../../hooks/use-typed-form.ts'
import { reasonOf } from '../../labels/reason.ts'
import { Alert } from '../../ui/Alert.tsx'

export const RenameForm = ({ summary, onDone }: { summary: ConversationSummary; onDone: () => void }) => {
  const labels = useLabels()
  const handle = useConversationHandle(summary.id)
  const { typed, change, forget } = useTypedForm(`rename ${summary.id}`, 'title')
  const title = typed?.['title'] ?? summary.display_title
  const done = () => {
    forget()
    onDone()
  }
  const [failure, setFailure] = useState<string>()
  const save = () => {
    const wanted = title.trim()
    if (wanted === '' || wanted === summary.display_title) return done()
    setFailure(undefined)
    const renamed = () => {
      say(labels.said.renamed(wanted))
      done()
    }
    handle.rename(wanted).then(renamed, (error: unknown) => setFailure(reasonOf(error, labels)))
  }
  return (
    <form
      className="lectern-rename"
      onSubmit={(event) => {
        event.preventDefault()
        save()
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.stopPropagation()
        onDone()
      }}
    >
      <input
        autoFocus
        className="lectern-input"
        aria-label={labels.title}
        maxLength={LIMITS.title_chars}
        value={title}
        dir="auto"
        onChange={(event) => change({ title: event.target.value })}
      />
      {failure && <Alert>{labels.notDone(failure)}</Alert>}
      <div className="lectern-rename-acts">
        <button type="submit" className="lectern-button lectern-primary">
          {labels.save}
        </button>
        <button type="button" className="lectern-button" onClick={done}>
          {labels.cancel}
        </button>
      </div>
    </form>
  )
}
