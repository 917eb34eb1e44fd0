import type { Message } from '@lectern/protocol'
import { captionsOf } from './captions-of.ts'
import { FileRow } from './FileRow.tsx'
import { kindOf } from './file-kind.ts'
import { Player } from './players.tsx'
import { PagePreview } from './PagePreview.tsx'
import { fileParts, type FilePart } from './parts.ts'
import { TextPreview } from './TextPreview.tsx'
import { useUpload } from '../hooks/use-address.ts'

interface FileBlockProps {
  part: FilePart
  /** Tells it from the others of its message. */
  name: string
  message: Message
}

/** A file in a message: a preview, and the row to download it. */
export const FileBlock = ({ part, name, message }: FileBlockProps) => {
  const upload = useUpload(part.attachment_id)
  const kind = kindOf(part)
  const recording = kind === 'audio' || kind === 'video' ? kind : undefined
  return (
    <div className="lectern-file-block" data-kind={kind}>
      {part.preview && <PagePreview part={part} preview={part.preview} message={message} />}
      {recording && !upload && (
        <Player part={part} kind={recording} captions={captionsOf(part, fileParts(message.parts))} />
      )}
      <FileRow part={part} name={name} kind={kind} upload={upload} message={message} />
      {!upload && (kind === 'text' || kind === 'notebook') && <TextPreview part={part} kind={kind} />}
    </div>
  )
}
