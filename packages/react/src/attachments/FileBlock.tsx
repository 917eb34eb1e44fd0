import type { Message } from '@lectern/protocol'
import { FileRow } from './FileRow.tsx'
import { kindOf } from './file-kind.ts'
import { MediaPlayer } from './MediaPlayer.tsx'
import { PagePreview } from './PagePreview.tsx'
import type { FilePart } from './parts.ts'
import { TextPreview } from './TextPreview.tsx'
import { useUpload } from '../hooks/use-address.ts'

/** A file in a message: a preview, and the row to download it. */
export const FileBlock = ({ part, message }: { part: FilePart; message: Message }) => {
  const upload = useUpload(part.attachment_id)
  const kind = kindOf(part)
  return (
    <div className="lectern-file-block" data-kind={kind}>
      {part.preview && <PagePreview part={part} preview={part.preview} message={message} />}
      {!upload && (kind === 'audio' || kind === 'video') && <MediaPlayer part={part} kind={kind} />}
      <FileRow part={part} kind={kind} upload={upload} message={message} />
      {!upload && (kind === 'text' || kind === 'notebook') && <TextPreview part={part} kind={kind} />}
    </div>
  )
}
