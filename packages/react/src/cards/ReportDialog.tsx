import { useId, useState, type FormEvent } from 'react'
import { isBlank, LIMITS, type User } from '@lectern/protocol'
import { useChat } from '../context/chat-context.ts'
import { useLabels } from '../context/texts-context.ts'
import { useBlocks } from '../hooks/use-blocks.ts'
import { useTypedForm } from '../hooks/use-typed-form.ts'
import { reasonOf } from '../labels/reason.ts'
import { Dialog } from './Dialog.tsx'
import { isLonger, TooLong } from '../ui/TooLong.tsx'
import { Alert } from '../ui/Alert.tsx'
import { useSaid } from '../hooks/use-said.ts'

export interface ReportDialogProps {
  /** Whom it is about. */
  user: User
  /** The message; without one it is about the person. */
  message_id?: string | undefined
  onClose: () => void
}

/** Asks what is wrong, tells staff, and offers to block the person as well. */
export const ReportDialog = ({ user, onClose, ...about }: ReportDialogProps) => {
  const { safety: labels } = useLabels()
  return (
    <Dialog title={labels.reportTitle} onClose={onClose}>
      {(close) => <ReportForm user={user} {...about} onCancel={close} />}
    </Dialog>
  )
}

type FormProps = Omit<ReportDialogProps, 'onClose'> & { onCancel: () => void }

const ReportForm = ({ user, message_id, onCancel }: FormProps) => {
  const labels = useLabels()
  const { blocks, reports } = useChat()
  const isBlocked = useBlocks(({ ids }) => ids.has(user.id))
  // A repeated attempt makes no second report.
  const [id] = useState(() => crypto.randomUUID())
  const { typed, change, forget } = useTypedForm(`report ${message_id ?? user.id}`, 'report')
  const reason = typed?.['reason'] ?? ''
  const [blocksToo, setBlocksToo] = useState(false)
  const [failure, setFailure] = useState<string>()
  const [isSent, setSent] = useState(false)
  const field = useId()
  const isReady = !isBlank(reason) && !isLonger(reason, LIMITS.reason_chars)
  const cancel = () => {
    forget()
    onCancel()
  }
  const send = async (event: FormEvent) => {
    event.preventDefault()
    if (!isReady) return
    setFailure(undefined)
    try {
      const about = message_id === undefined ? { user_id: user.id } : { message_id }
      await reports.send({ id, reason, ...about })
      if (blocksToo) await blocks.block(user)
      forget()
      setSent(true)
    } catch (error) {
      setFailure(reasonOf(error, labels))
    }
  }
  if (isSent) return <Thanks onClose={onCancel} />
  return (
    <form className="lectern-card-form lectern-report" onSubmit={(event) => void send(event)}>
      <div className="lectern-card-field">
        <label htmlFor={field}>{labels.safety.reportReason}</label>
        <textarea
          id={field}
          className="lectern-textarea"
          rows={4}
          aria-describedby={`${field}-hint`}
          value={reason}
          onChange={(event) => change({ reason: event.target.value })}
        />
        <TooLong text={reason} limit={LIMITS.reason_chars} />
      </div>
      <p id={`${field}-hint`} className="lectern-quiet">
        {labels.safety.reportHint(user.name)}
      </p>
      {!isBlocked && (
        <label className="lectern-report-block">
          <input
            type="checkbox"
            checked={blocksToo}
            onChange={(event) => setBlocksToo(event.target.checked)}
          />
          <span>{labels.safety.alsoBlock(user.name)}</span>
        </label>
      )}
      {failure && <Alert>{labels.notDone(failure)}</Alert>}
      <div className="lectern-card-buttons">
        <button type="submit" className="lectern-button lectern-primary" aria-disabled={!isReady}>
          {labels.safety.reportSend}
        </button>
        <button type="button" className="lectern-button" onClick={cancel}>
          {labels.cancel}
        </button>
      </div>
    </form>
  )
}

const Thanks = ({ onClose }: { onClose: () => void }) => {
  const labels = useLabels()
  useSaid(labels.safety.reported)
  return (
    <div className="lectern-card-form">
      <p>{labels.safety.reported}</p>
      <div className="lectern-card-buttons">
        <button type="button" className="lectern-button lectern-primary" onClick={onClose}>
          {labels.close}
        </button>
      </div>
    </div>
  )
}
