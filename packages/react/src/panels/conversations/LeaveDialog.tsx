import { useState } from 'react'
import type { ConversationSummary } from '@lectern/client'
import { useChat } from '../../context/chat-context.ts'
import { useLabels } from '../../context/texts-context.ts'
import { useMe } from '../../hooks/hooks.ts'
import { notLeft } from '../../labels/not-left.ts'
import { Alert } from '../../ui/Alert.tsx'
import { Dialog } from '../../cards/Dialog.tsx'

export interface LeaveDialogProps {
  summary: ConversationSummary
  onClose: () => void
}

/** Says what is lost before somebody leaves. A direct conversation cannot be left and is hidden. */
export const LeaveDialog = ({ summary, onClose }: LeaveDialogProps) => {
  const { own } = useLabels()
  const { display_title, kind } = summary
  const title = kind === 'direct' ? own.hideTitle(display_title) : own.leaveTitle(display_title)
  return (
    <Dialog title={title} onClose={onClose}>
      {(close) => <Question summary={summary} onCancel={close} />}
    </Dialog>
  )
}

const Question = ({ summary, onCancel }: { summary: ConversationSummary; onCancel: () => void }) => {
  const labels = useLabels()
  const chat = useChat()
  const me = useMe()
  const [failure, setFailure] = useState<string>()
  const [busy, setBusy] = useState(false)
  const isDirect = summary.kind === 'direct'
  const leave = async () => {
    if (busy || !me) return
    setBusy(true)
    setFailure(undefined)
    try {
      if (isDirect) await chat.conversations.hide(summary.id)
      else await chat.conversation(summary.id).removeMember(me.id)
      onCancel()
    } catch (error) {
      setFailure(notLeft(error, labels))
      setBusy(false)
    }
  }
  return (
    <div className="lectern-card-form">
      <p>{isDirect ? labels.own.hideWhat : labels.own.leaveWhat(summary.kind)}</p>
      {failure !== undefined && <Alert>{failure}</Alert>}
      <div className="lectern-card-buttons">
        <button type="button" className="lectern-button" onClick={onCancel}>
          {labels.cancel}
        </button>
        <button
          type="button"
          className="lectern-button lectern-danger"
          aria-disabled={busy}
          onClick={() => void leave()}
        >
          {isDirect ? labels.own.hideNow : labels.own.leaveNow}
        </button>
      </div>
    </div>
  )
}
