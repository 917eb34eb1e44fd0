import { ImageTray, useChat, useSnapshot } from '@lectern/react'
import { useMemo } from 'react'
import { texts } from '../texts/texts.ts'
import { altIn, withAlt, withoutImage } from './image-text.ts'
import type { Editor } from './use-editor.ts'
import { useSaid } from '@lectern/react/ui'

/** The images that were chosen since the text was last saved. */
export const EditorImages = ({ editor, editorKey }: { editor: Editor; editorKey: string }) => {
  const { images } = useChat().documents
  const uploads = useSnapshot(useMemo(() => images.of(editorKey), [images, editorKey]))
  const { written, write, shown } = editor
  const { content } = written
  useSaid(uploads.length > 0 && !shown.complete ? texts.library.imagesUnderWay : undefined)
  if (uploads.length === 0) return null
  return (
    <div className="editor-images lectern">
      <ImageTray
        uploads={uploads.map((upload) => ({ ...upload, alt: altIn(content, upload.id) }))}
        onDescribe={({ id }, alt) => write({ content: withAlt(content, id, alt) })}
        onRemoved={({ id }) => write({ content: withoutImage(content, id) })}
      />
      {!shown.complete && <p className="editor-notice">{texts.library.imagesUnderWay}</p>}
    </div>
  )
}
