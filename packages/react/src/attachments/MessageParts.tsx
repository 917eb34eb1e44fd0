import type { Message } from '@lectern/protocol'
import { useLabels } from '../context/texts-context.ts'
import { namesAmong } from './equal-files.ts'
import { FileBlock } from './FileBlock.tsx'
import { ImageGrid } from './ImageGrid.tsx'
import { fileParts, imageParts } from './parts.ts'

/** The images and files of a message. */
export const MessageParts = ({ message }: { message: Message }) => {
  const labels = useLabels()
  const images = imageParts(message.parts)
  const files = fileParts(message.parts)
  if (images.length + files.length === 0) return null
  const names = namesAmong(files, labels)
  return (
    <div className="lectern-parts">
      {images.length > 0 && <ImageGrid images={images} message={message} />}
      {files.map((part, index) => (
        <FileBlock
          key={part.attachment_id}
          part={part}
          name={names[index] ?? part.filename}
          message={message}
        />
      ))}
    </div>
  )
}
