import { useRef, type ChangeEvent } from 'react'
import { useLabels } from '../context/texts-context.ts'
import { AttachIcon, CameraIcon } from '../ui/icons.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { isTouch } from '../core/is-touch.ts'
import { useAttach } from './use-attach.ts'

/** Chooses files; on a phone the camera is offered as well. */
export const AttachButton = ({ conversationId }: { conversationId: string }) => {
  const labels = useLabels()
  const attach = useAttach(conversationId)
  const files = useRef<HTMLInputElement>(null)
  const camera = useRef<HTMLInputElement>(null)
  const take = ({ currentTarget }: ChangeEvent<HTMLInputElement>): void => {
    attach([...(currentTarget.files ?? [])])
    // The same file may be chosen again.
    currentTarget.value = ''
  }
  return (
    <>
      <input ref={files} type="file" multiple hidden data-files onChange={take} />
      <IconButton label={labels.attach} icon={<AttachIcon />} onClick={() => files.current?.click()} />
      {isTouch() && (
        <>
          <input ref={camera} type="file" accept="image/*" capture="environment" hidden onChange={take} />
          <IconButton
            label={labels.takePhoto}
            icon={<CameraIcon />}
            onClick={() => camera.current?.click()}
          />
        </>
      )}
    </>
  )
}
