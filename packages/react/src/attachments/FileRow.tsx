import { useState } from 'react'
import type { Upload } from '@lectern/client'
import type { Message } from '@lectern/protocol'
import { useChat } from '../context/chat-context.ts'
import { useFormats, useLabels } from '../context/texts-context.ts'
import { useConversationHandle } from '../hooks/hooks.ts'
import { CloseIcon, DownloadIcon, WarningIcon } from '../ui/icons.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { FileMark } from './FileMark.tsx'
import type { FileKind } from './file-kind.ts'
import type { FilePart } from './parts.ts'
import { isUnderWay, ProgressRing } from './Progress.tsx'
import { save } from './save.ts'
import { say } from '../core/announcements.ts'

export interface FileRowProps {
  part: Pick<FilePart, 'attachment_id' | 'filename' | 'size'>
  /** As it is spoken, if that is not its file name alone. */
  name?: string
  kind: FileKind
  upload?: Upload | undefined
  /** The message that carries it; needed while it is in the outbox. */
  message?: Message
}

/** A file's icon, name and size, and a download button. */
export const FileRow = ({ part, name = part.filename, kind, upload, message }: FileRowProps) => {
  const { attachment_id, filename, size } = part
  const labels = useLabels()
  const formats = useFormats()
  const chat = useChat()
  const [failed, setFailed] = useState(false)
  const download = async (): Promise<void> => {
    const isSaved = await save(chat, { id: attachment_id, filename })
    setFailed(!isSaved)
    if (!isSaved) say(labels.downloadFailed)
  }
  return (
    <div className="lectern-file">
      <FileMark filename={filename} kind={kind} />
      <span className="lectern-file-text">
        <span className="lectern-file-name" dir="auto" title={filename}>
          {filename}
        </span>
        <span className="lectern-file-about" data-failed={failed || undefined}>
          {failed
            ? labels.downloadFailed
            : [labels.fileKinds[kind], formats.size(size)].filter(Boolean).join(' · ')}
        </span>
      </span>
      {upload && message ? (
        <OnItsWay upload={upload} message={message} />
      ) : (
        <IconButton label={labels.download(name)} icon={<DownloadIcon />} onClick={() => void download()} />
      )}
    </div>
  )
}

const OnItsWay = ({ upload, message }: { upload: Upload; message: Message }) => {
  const labels = useLabels()
  const handle = useConversationHandle(message.conversation_id)
  if (upload.status === 'ready') return null
  return (
    <>
      {isUnderWay(upload) ? <ProgressRing upload={upload} /> : <WarningIcon size={20} />}
      <IconButton
        label={labels.removeFile(upload.filename)}
        icon={<CloseIcon size={16} />}
        onClick={() => handle.discardFile(message.id, upload.id)}
      />
    </>
  )
}
