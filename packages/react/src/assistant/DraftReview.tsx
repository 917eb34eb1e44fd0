// An unpublished answer of the assistant, for staff: its text, its sources and the decision.
import { useId, useMemo, useState, type KeyboardEvent, type ReactNode } from 'react'
import { ApiError } from '@lectern/client'
import { isBlank, LIMITS, type Review } from '@lectern/protocol'
import { useLabels } from '../context/texts-context.ts'
import { RetryButton } from '../ui/RetryButton.tsx'
import { useRowScope } from '../rows/row-context.ts'
import { citationsOf } from '../documents/Citations.tsx'
import { AssistantIcon, CheckIcon, CloseIcon, EditIcon } from '../ui/icons.tsx'
import { reasonOf } from '../labels/reason.ts'
import { Markdown } from '../text/Markdown.tsx'
import { isLonger, TooLong } from '../ui/TooLong.tsx'
import { useTypedForm } from '../hooks/use-typed-form.ts'
import { reviewPlace } from './shows-draft.ts'
import { useReview } from './use-review.ts'
import { useCitationMarks } from './CitationMark.tsx'
import { SourceList } from './Sources.tsx'
import { Heading } from '../ui/Heading.tsx'
import { Alert } from '../ui/Alert.tsx'

type Stage = 'reading' | 'editing' | 'dismissing'

/** What is typed for the decision about an unpublished answer stays until it is used or discarded. */
const useStage = (invocation_id: string) => {
  const place = reviewPlace(invocation_id)
  const edit = useTypedForm(place, 'edit')
  const reason = useTypedForm(place, 'dismiss')
  const kept: Stage = edit.typed ? 'editing' : reason.typed ? 'dismissing' : 'reading'
  const [stage = kept, setStage] = useState<Stage>()
  const forget = () => {
    edit.forget()
    reason.forget()
  }
  return { stage, setStage, edit, reason, forget }
}

export const DraftReview = ({ invocation_id }: { invocation_id: string }) => {
  const labels = useLabels()
  const { review, error, reload } = useReview(invocation_id)
  const { draft } = review ?? {}
  return (
    <section className="lectern-answer-draft" aria-label={labels.assistant.draft}>
      <Heading as="h4" level={2}>
        <AssistantIcon size={16} />
        <span>{labels.assistant.draft}</span>
      </Heading>
      {error !== undefined && (
        <Alert>
          <span>{`${labels.assistant.draftFailed} ${reasonOf(error, labels)} `}</span>
          <RetryButton onRetry={reload} />
        </Alert>
      )}
      {!review && error === undefined && <p className="lectern-quiet">{labels.loading}</p>}
      {draft && <DraftEditor invocation_id={invocation_id} draft={draft} />}
    </section>
  )
}

const DraftEditor = ({
  invocation_id,
  draft,
}: {
  invocation_id: string
  draft: NonNullable<Review['draft']>
}) => {
  const { assistant } = useLabels()
  const { stage, setStage, edit, reason, forget } = useStage(invocation_id)
  const { busy, failure, approve, dismiss } = useDecision(invocation_id, forget)
  const text = edit.typed?.['text'] ?? draft.content
  const parts = useMemo(() => citationsOf({ parts: draft.parts }), [draft.parts])
  const marks = useCitationMarks(parts)
  const back = () => setStage('reading')
  const cancel = () => {
    forget()
    back()
  }
  return (
    <>
      {draft.unanswered && <p className="lectern-quiet">{assistant.draftFoundNothing}</p>}
      {stage === 'editing' ? (
        <EditDraft
          text={text}
          busy={busy}
          onText={(next) => edit.change({ text: next })}
          onApprove={() => approve(text === draft.content ? undefined : text)}
          onLeave={back}
          onCancel={cancel}
        />
      ) : (
        <div className="lectern-answer-draft-text">
          <Markdown text={draft.content} lang={draft.lang} citations={marks} />
        </div>
      )}
      <SourceList citations={parts} />
      {stage === 'reading' && (
        <div className="lectern-answer-draft-acts">
          <button
            type="button"
            className="lectern-button lectern-primary"
            disabled={busy}
            onClick={() => approve()}
          >
            <CheckIcon size={16} />
            <span>{assistant.approve}</span>
          </button>
          <button
            type="button"
            className="lectern-button"
            disabled={busy}
            onClick={() => setStage('editing')}
          >
            <EditIcon size={16} />
            <span>{assistant.edit}</span>
          </button>
          <button
            type="button"
            className="lectern-button"
            disabled={busy}
            onClick={() => setStage('dismissing')}
          >
            <CloseIcon size={16} />
            <span>{assistant.dismiss}</span>
          </button>
        </div>
      )}
      {stage === 'dismissing' && (
        <Dismiss
          reason={reason.typed?.['reason'] ?? ''}
          busy={busy}
          onReason={(next) => reason.change({ reason: next })}
          onDismiss={() => dismiss(reason.typed?.['reason'] ?? '')}
          onLeave={back}
          onCancel={cancel}
        />
      )}
      {failure !== undefined && <Alert>{failure}</Alert>}
    </>
  )
}

interface EditDraftProps {
  text: string
  busy: boolean
  onText: (text: string) => void
  onApprove: () => void
  /** What is typed stays. */
  onLeave: () => void
  onCancel: () => void
}

const EditDraft = ({ text, busy, onText, onApprove, onLeave, onCancel }: EditDraftProps) => {
  const { assistant } = useLabels()
  const submit = (
    <>
      <CheckIcon size={16} />
      <span>{assistant.approveEdited}</span>
    </>
  )
  return (
    <DecisionForm
      submit={submit}
      disabled={busy || isBlank(text) || isLonger(text, LIMITS.message_chars)}
      onSubmit={onApprove}
      onCancel={onCancel}
    >
      <textarea
        // The only field after "Edit".
        autoFocus
        dir="auto"
        rows={8}
        aria-label={assistant.draft}
        value={text}
        onChange={({ target }) => onText(target.value)}
        onKeyDown={leaveOnEscape(onLeave)}
      />
      <TooLong text={text} limit={LIMITS.message_chars} />
    </DecisionForm>
  )
}

interface DismissProps {
  reason: string
  busy: boolean
  onReason: (reason: string) => void
  onDismiss: () => void
  /** What is typed stays. */
  onLeave: () => void
  onCancel: () => void
}

const Dismiss = ({ reason, busy, onReason, onDismiss, onLeave, onCancel }: DismissProps) => {
  const { assistant } = useLabels()
  const id = useId()
  return (
    <DecisionForm
      submit={assistant.dismiss}
      disabled={busy || isLonger(reason, LIMITS.reason_chars)}
      onSubmit={onDismiss}
      onCancel={onCancel}
    >
      <label htmlFor={id}>{assistant.dismissReason}</label>
      <input
        id={id}
        autoFocus
        dir="auto"
        value={reason}
        onChange={({ target }) => onReason(target.value)}
        onKeyDown={leaveOnEscape(onLeave)}
      />
      <TooLong text={reason} limit={LIMITS.reason_chars} />
    </DecisionForm>
  )
}

interface DecisionFormProps {
  children: ReactNode
  submit: ReactNode
  disabled: boolean
  onSubmit: () => void
  onCancel: () => void
}

/** A field, and below it the buttons for the decision. */
const DecisionForm = ({ children, submit, disabled, onSubmit, onCancel }: DecisionFormProps) => {
  const labels = useLabels()
  return (
    <form
      className="lectern-answer-draft-form"
      onSubmit={(event) => {
        event.preventDefault()
        onSubmit()
      }}
    >
      {children}
      <div className="lectern-answer-draft-acts">
        <button type="submit" className="lectern-button lectern-primary" disabled={disabled}>
          {submit}
        </button>
        <button type="button" className="lectern-button" onClick={onCancel}>
          {labels.cancel}
        </button>
      </div>
    </form>
  )
}

/** The list below must not handle keys of a field. */
const leaveOnEscape =
  (onCancel: () => void) =>
  (event: KeyboardEvent): void => {
    event.stopPropagation()
    if (event.key === 'Escape') onCancel()
  }

/** Runs one decision at a time. A late decision shows the earlier one; the row follows with it. */
const useDecision = (invocation_id: string, onDone: () => void) => {
  const { handle, me } = useRowScope()
  const labels = useLabels()
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<string>()
  const attempt = (act: () => Promise<void>) => {
    if (busy) return
    setBusy(true)
    setFailure(undefined)
    act()
      .then(onDone)
      .catch((error: unknown) => setFailure(saidOf(error, labels, me.id)))
      .finally(() => setBusy(false))
  }
  return {
    busy,
    failure,
    approve: (content?: string) => attempt(() => handle.answers.approve(invocation_id, content)),
    dismiss: (reason: string) =>
      attempt(() => handle.answers.dismiss(invocation_id, isBlank(reason) ? undefined : reason)),
  }
}

const saidOf = (error: unknown, labels: ReturnType<typeof useLabels>, me_id: string): string =>
  (error instanceof ApiError && describeDecision(error.problem.review, labels, me_id)) ||
  labels.notDone(reasonOf(error, labels))

const describeDecision = (
  review: Review | undefined,
  { assistant }: ReturnType<typeof useLabels>,
  me_id: string,
) =>
  review?.reviewer &&
  assistant.decidedMeanwhile(
    review.reviewer.name,
    review.state === 'approved',
    review.reviewer.user_id === me_id,
  )
