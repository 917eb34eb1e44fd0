import { ImageIcon } from '@lectern/react/ui'
import { useRef, type ChangeEvent } from 'react'
import { texts } from '../texts/texts.ts'

const t = texts.library

/** Chooses images. */
export const ImageButton = ({ onFiles }: { onFiles: (files: readonly File[]) => void }) => {
  const field = useRef<HTMLInputElement>(null)
  const take = ({ currentTarget }: ChangeEvent<HTMLInputElement>) => {
    onFiles([...(currentTarget.files ?? [])])
    // The same file may be chosen again.
    currentTarget.value = ''
  }
  return (
    <>
      <button type="button" className="button" onClick={() => field.current?.click()}>
        <ImageIcon />
        <span>{t.image}</span>
      </button>
      <input ref={field} type="file" accept="image/*" multiple hidden onChange={take} />
      <span className="editor-image-hint">{t.imageHint}</span>
    </>
  )
}
