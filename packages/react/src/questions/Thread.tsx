import { useEffect, useRef, useState, type FormEvent } from 'react'
import type { Message } from '@lectern/protocol'
import { mayAccept, mayEndorse } from '../chat/permissions.ts'
import { useRowScope } from '../chat/row-context.ts'
import { CloseIcon, SendIcon } from '../icons.tsx'
import { useFormats, useLabels } from '../instructor-chat-context.tsx'
import { reasonOf } from '../reason.ts'
import { Markdown } from '../text/Markdown.tsx'
import { Avatar } from '../ui/Avatar.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { RoleBadge } from '../ui/RoleBadge.tsx'
import { Trouble } from '../ui/Trouble.tsx'
import { Vouched } from './QuestionMarks.tsx'
import { useThread } from './use-thread.ts'

/** A question with its answers, beside the conversation; on a phone over it. */
export const Thread = ({ question_id, onClose }: { question_id: string; onClose: () => void }) => {
  const labels = useLabels()
  const dialog = useRef<HTMLDialogElement>(null)
  const { messages, error, retry } = useThread(question_id)
  useEffect(() => dialog.current?.showModal(), [])
  const [question, ...answers] = messages ?? []
  return (
    <dialog
      ref={dialog}
      className="lectern-thread"
      aria-label={labels.thread}
      onClose={onClose}
      onClick={(event) => event.target === event.currentTarget && dialog.current?.close()}
      onKeyDown={(event) => event.stopPropagation()}
    >
      <div className="lectern-thread-page">
        <header>
          <h2>{labels.thread}</h2>
          <IconButton label={labels.close} icon={<CloseIcon />} onClick={() => dialog.current?.close()} />
        </header>
        <div className="lectern-thread-scroller" tabIndex={0}>
          {error && <Trouble title={labels.threadFailed} error={error} onRetry={retry} />}
          {!messages && !error && <p className="lectern-quiet">{labels.loading}</p>}
          {question && <Said message={question} />}
          {question && <h3>{labels.answers(answers.length)}</h3>}
          {question && answers.map((answer) => <Said key={answer.id} message={answer} question={question} />)}
        </div>
        <AnswerForm question_id={question_id} />
      </div>
    </dialog>
  )
}

const Said = ({ message, question }: { message: Message; question?: Message }) => {
  const labels = useLabels()
  const formats = useFormats()
  const at = Date.parse(message.timestamp)
  return (
    <article className="lectern-said" data-question={!question || undefined}>
      <div className="lectern-sender">
        <Avatar id={message.sender_id} name={message.sender} role={message.sender_role} />
        <span className="lectern-sender-name" dir="auto">
          {message.sender}
        </span>
        <RoleBadge role={message.sender_role} />
        <time title={formats.full(at)}>{formats.time(at)}</time>
      </div>
      {message.deleted_at ? (
        <p className="lectern-quiet">{labels.deleted}</p>
      ) : (
        <Markdown text={message.content} />
      )}
      {question && <Vouched message={message} />}
      {question && !message.deleted_at && <AnswerActs answer={message} question={question} />}
    </article>
  )
}

const AnswerActs = ({ answer, question }: { answer: Message; question: Message }) => {
  const { handle, me, desk } = useRowScope()
  const labels = useLabels()
  const isAccepted = answer.answer?.accepted_by !== undefined
  const isEndorsed = answer.answer?.endorsed_by !== undefined
  const attempt = (act: Promise<void>) =>
    void act.catch((error: unknown) => desk.notice.set(labels.notDone(reasonOf(error, labels))))
  return (
    <div className="lectern-said-acts">
      {mayAccept(question, me) && (
        <button
          type="button"
          className="lectern-button"
          onClick={() => attempt(handle.accept(answer.id, !isAccepted))}
        >
          {isAccepted ? labels.unaccept : labels.accept}
        </button>
      )}
      {mayEndorse(me) && (
        <button
          type="button"
          className="lectern-button"
          onClick={() => attempt(handle.endorse(answer.id, !isEndorsed))}
        >
          {isEndorsed ? labels.unendorse : labels.endorse}
        </button>
      )}
    </div>
  )
}

/** An answer is a message of the conversation like any other: it waits in the outbox where there is no network. */
const AnswerForm = ({ question_id }: { question_id: string }) => {
  const { handle } = useRowScope()
  const labels = useLabels()
  const [text, setText] = useState('')
  const isEmpty = text.trim() === ''
  const send = (event?: FormEvent) => {
    event?.preventDefault()
    if (isEmpty) return
    handle.send(text, { reply_to_id: question_id })
    setText('')
  }
  return (
    <form className="lectern-thread-form" onSubmit={send}>
      <textarea
        className="lectern-textarea"
        rows={2}
        dir="auto"
        value={text}
        placeholder={labels.writeAnswer}
        aria-label={labels.writeAnswer}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
          event.preventDefault()
          send()
        }}
      />
      <IconButton
        type="submit"
        className="lectern-send"
        label={labels.send}
        icon={<SendIcon />}
        aria-disabled={isEmpty}
      />
    </form>
  )
}
