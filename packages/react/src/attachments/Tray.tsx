import { layOnPaper } from '../ui/paper.ts'
import { useEffect, useRef, useState } from 'react'
import { isImage, type Upload } from '@lectern/client'
import { useChat } from '../context/chat-context.ts'
import { useFormats, useLabels } from '../context/texts-context.ts'
import { say } from '../core/announcements.ts'
import { useConversationHandle } from '../hooks/hooks.ts'
import { useLiveSnapshot } from '../hooks/use-store.ts'
import { CloseIcon, PauseIcon, PlayIcon, RetryIcon, WarningIcon } from '../ui/icons.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { AltText } from './AltText.tsx'
import { FileMark } from './FileMark.tsx'
import { kindOf } from './file-kind.ts'
import { isFileInstead } from './is-file-instead.ts'
import { isUnderWay } from './Progress.tsx'
import { uploadReason } from './upload-reason.ts'
import { Alert } from '../ui/Alert.tsx'

/** The files of the next message, above the text: their progress and their buttons. */
export const Tray = ({ conversationId }: { conversationId: string }) => {
  const labels = useLabels()
  const files = useLiveSnapshot(useConversationHandle(conversationId).files)
  const list = useRef<HTMLUListElement>(null)
  useTraySaid(files)
  if (files.length === 0) return null
  return (
    <ul ref={list} className="lectern-tray" aria-label={labels.attachedFiles} tabIndex={-1}>
      {files.map((upload) => (
        <TrayItem key={upload.id} upload={upload} onRemoved={() => list.current?.focus()} />
      ))}
    </ul>
  )
}

/** Says what became of each file: attached, or removed before it was sent. */
const useTraySaid = (files: readonly Upload[]): void => {
  const { said } = useLabels()
  const [attached] = useState(() => new Set(files.filter(isReady).map(({ id }) => id)))
  useEffect(() => {
    for (const { id, filename } of files.filter(isReady))
      if (!attached.has(id)) {
        attached.add(id)
        say(said.attached(filename))
      }
  }, [files, attached, said])
}

const isReady = ({ status }: Upload): boolean => status === 'ready'

interface TrayItemProps {
  upload: Upload
  onRemoved: () => void
  onDescribe?: (alt: string) => void
}

/** One upload. */
export const TrayItem = ({ upload, onRemoved, onDescribe }: TrayItemProps) => {
  const labels = useLabels()
  const { attachments } = useChat()
  const { id, filename } = upload
  const isPicture = isImage(upload)
  const [broken, setBroken] = useState(false)
  const url = isPicture && !broken ? attachments.url(id, 320) : undefined
  return (
    <li className="lectern-tray-item" data-status={upload.status}>
      {url ? (
        <img
          className="lectern-tray-thumb"
          src={url}
          alt=""
          onLoad={layOnPaper}
          onError={() => setBroken(true)}
        />
      ) : (
        <FileMark filename={filename} kind={kindOf(upload)} />
      )}
      <span className="lectern-tray-text">
        <span className="lectern-file-name" dir="auto" title={filename}>
          {filename}
        </span>
        <State upload={upload} />
      </span>
      <Acts upload={upload} />
      <IconButton
        label={labels.removeFile(filename)}
        icon={<CloseIcon size={16} />}
        onClick={() => {
          attachments.remove(id)
          say(labels.said.detached(filename))
          onRemoved()
        }}
      />
      {isUnderWay(upload) && <Bar upload={upload} />}
      {isPicture && upload.status !== 'failed' && <AltText upload={upload} onDescribe={onDescribe} />}
    </li>
  )
}

const State = ({ upload }: { upload: Upload }) => {
  const labels = useLabels()
  const formats = useFormats()
  const { status, sent, size, failure } = upload
  const words = {
    waiting: () => labels.uploadWaiting,
    uploading: () => labels.uploadedOf(formats.size(sent), formats.size(size)),
    checking: () => labels.uploadChecking,
    ready: () => formats.size(size),
    paused: () => labels.uploadPaused,
    failed: () => (failure ? uploadReason(failure, labels, formats) : labels.failed),
  }[status]()
  if (status !== 'failed') return <span className="lectern-file-about">{words}</span>
  return (
    <Alert as="span" className="lectern-file-about">
      <WarningIcon size={14} />
      <span>{` ${words}`}</span>
    </Alert>
  )
}

const Acts = ({ upload }: { upload: Upload }) => {
  const labels = useLabels()
  const { attachments } = useChat()
  const { id, status, filename, failure } = upload
  if (status === 'uploading' || status === 'waiting')
    return (
      <IconButton
        label={labels.pauseFile(filename)}
        icon={<PauseIcon size={16} />}
        onClick={() => attachments.pause(id)}
      />
    )
  if (status === 'paused')
    return (
      <IconButton
        label={labels.resumeFile(filename)}
        icon={<PlayIcon size={16} />}
        onClick={() => attachments.resume(id)}
      />
    )
  if (isFileInstead(upload))
    return (
      <button type="button" className="lectern-button" onClick={() => attachments.sendAsFile(id)}>
        {labels.sendPictureAsFile}
      </button>
    )
  if (failure?.retryable)
    return (
      <IconButton
        label={labels.retryFile(filename)}
        icon={<RetryIcon size={16} />}
        onClick={() => attachments.resume(id)}
      />
    )
  return null
}

const Bar = ({ upload: { filename, sent, size, status } }: { upload: Upload }) => (
  <progress
    className="lectern-tray-bar"
    aria-label={useLabels().uploading(filename)}
    max={size}
    {...(status === 'checking' ? {} : { value: sent })}
  />
)
