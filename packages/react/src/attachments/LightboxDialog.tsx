import { useLayoutEffect, useRef, type CSSProperties, type KeyboardEvent } from 'react'
import { useChat, type LightboxImage, type LightboxState } from '../context/chat-context.ts'
import { useLabels } from '../context/texts-context.ts'
import { RetryButton } from '../ui/RetryButton.tsx'
import {
  BackIcon,
  CloseIcon,
  DownIcon,
  DownloadIcon,
  ForwardIcon,
  ZoomInIcon,
  ZoomOutIcon,
} from '../ui/icons.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { layOnPaper } from '../ui/paper.ts'
import { save } from './save.ts'
import { useBackCloses } from '../hooks/use-back-closes.ts'
import { useAddress } from '../hooks/use-address.ts'
import { pointIn, sizeOf, STEP, useZoom, type Direction } from './use-zoom.ts'
import { fitTo } from './zoom.ts'
import { Alert } from '../ui/Alert.tsx'
import { useSaidLater } from '../hooks/use-said.ts'
import { isolate } from '@lectern/texts'

export interface LightboxDialogProps extends LightboxState {
  onShow: (state: LightboxState | undefined) => void
}

export const LightboxDialog = ({ images, index, onShow }: LightboxDialogProps) => {
  const labels = useLabels()
  const dialog = useRef<HTMLDialogElement>(null)
  useLayoutEffect(() => open(dialog.current), [])
  useBackCloses(() => onShow(undefined))
  const image = images[index]
  // The pressed button may be gone with the last image.
  useLayoutEffect(() => keepFocus(dialog.current), [image?.id])
  const step = (by: number): void => {
    const next = index + by
    if (images[next]) onShow({ images, index: next })
  }
  if (!image) return null
  return (
    <dialog
      ref={dialog}
      className="lectern lectern-lightbox"
      data-lectern-theme="dark"
      aria-label={labels.image}
      // The browser fires the close event later; StrictMode has opened the dialog again by then.
      onClose={({ currentTarget }) => currentTarget.open || onShow(undefined)}
      onKeyDown={(event) => {
        // The layers below must not handle Escape.
        if (event.key === 'Escape') event.stopPropagation()
        const by = stepOf(event)
        if (by === undefined) return
        event.preventDefault()
        if (by === 'first') onShow({ images, index: 0 })
        else if (by === 'last') onShow({ images, index: images.length - 1 })
        else step(by)
      }}
    >
      <Shown
        image={image}
        place={images.length > 1 ? labels.imageOf(index + 1, images.length) : ''}
        onStep={step}
        onClose={() => onShow(undefined)}
        hasBefore={index > 0}
        hasAfter={index < images.length - 1}
      />
    </dialog>
  )
}

/** Whether a press is beside the image; such a press closes the view. */
const isBeside = (
  image: LightboxImage,
  stage: HTMLElement | null,
  event: Pick<MouseEvent, 'clientX' | 'clientY'>,
): boolean => {
  if (!stage) return false
  const { x, y } = pointIn(stage, event)
  const shown = fitTo(image, sizeOf(stage))
  return Math.abs(x) > shown.width / 2 || Math.abs(y) > shown.height / 2
}

/** The step in reading direction. */
const stepOf = ({ key, currentTarget }: KeyboardEvent): 1 | -1 | 'first' | 'last' | undefined => {
  const onward = getComputedStyle(currentTarget).direction === 'rtl' ? 'ArrowLeft' : 'ArrowRight'
  if (key === 'ArrowRight' || key === 'ArrowLeft') return key === onward ? 1 : -1
  if (key === 'Home') return 'first'
  return key === 'End' ? 'last' : undefined
}

interface ShownProps {
  image: LightboxImage
  place: string
  hasBefore: boolean
  hasAfter: boolean
  onStep: (by: 1 | -1) => void
  onClose: () => void
}

const Shown = ({ image, place, hasBefore, hasAfter, onStep, onClose }: ShownProps) => {
  const labels = useLabels()
  const name = image.filename || labels.image
  useSaidLater(`${isolate(name)} ${place}`)
  const chat = useChat()
  const stage = useRef<HTMLDivElement>(null)
  const zoom = useZoom(stage, image.id, onStep)
  const { view } = zoom
  return (
    <div
      className="lectern-lightbox-body"
      onKeyDown={(event) => {
        const act = {
          '+': () => zoom.zoomBy(STEP),
          '=': () => zoom.zoomBy(STEP),
          '-': () => zoom.zoomBy(1 / STEP),
          '0': zoom.fit,
        }[event.key]
        const direction = view.scale > 1 ? ARROWS[event.key] : undefined
        if ((!act && !direction) || event.ctrlKey || event.metaKey) return
        event.preventDefault()
        // Of an image that is larger than the stage, arrows show the rest; they go to no other image.
        event.stopPropagation()
        if (direction) zoom.look(direction)
        else act?.()
      }}
    >
      <header className="lectern-lightbox-head">
        <p>
          <strong dir="auto">{name}</strong>
          {place && <span>{place}</span>}
        </p>
        <IconButton
          label={labels.zoomOut}
          icon={<ZoomOutIcon />}
          aria-disabled={view.scale <= 1}
          onClick={() => zoom.zoomBy(1 / STEP)}
        />
        <IconButton label={labels.zoomIn} icon={<ZoomInIcon />} onClick={() => zoom.zoomBy(STEP)} />
        <IconButton
          label={labels.download(image.filename)}
          icon={<DownloadIcon />}
          onClick={() => void save(chat, image)}
        />
        <IconButton label={labels.close} icon={<CloseIcon />} data-autofocus onClick={onClose} />
      </header>
      <div
        ref={stage}
        className="lectern-lightbox-stage"
        data-zoomed={view.scale > 1 || undefined}
        {...zoom.handlers}
        onClick={(event) => view.scale === 1 && isBeside(image, stage.current, event) && onClose()}
      >
        <FullImage key={image.id} image={image} view={view} />
      </div>
      {view.scale > 1 && <LookButtons onLook={zoom.look} />}
      {image.alt && (
        <p className="lectern-lightbox-alt" dir="auto">
          {image.alt}
        </p>
      )}
      {hasBefore && (
        <IconButton
          className="lectern-lightbox-before"
          label={labels.imageBefore}
          icon={<BackIcon size={24} />}
          onClick={() => onStep(-1)}
        />
      )}
      {hasAfter && (
        <IconButton
          className="lectern-lightbox-after"
          label={labels.imageAfter}
          icon={<ForwardIcon size={24} />}
          onClick={() => onStep(1)}
        />
      )}
    </div>
  )
}

const ARROWS: Readonly<Record<string, Direction>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
}

/** For those who cannot drag. */
const LookButtons = ({ onLook }: { onLook: (direction: Direction) => void }) => {
  const labels = useLabels()
  return (
    <div className="lectern-lightbox-look" role="group" aria-label={labels.look.group} dir="ltr">
      {(['left', 'up', 'down', 'right'] as const).map((direction) => (
        <IconButton
          key={direction}
          data-direction={direction}
          label={labels.look[direction]}
          icon={<DownIcon />}
          onClick={() => onLook(direction)}
        />
      ))}
    </div>
  )
}

interface FullImageProps {
  image: LightboxImage
  view: { scale: number; x: number; y: number }
}

/** Shows the small picture until the large one has loaded. */
const FullImage = ({ image, view }: FullImageProps) => {
  const labels = useLabels()
  const small = useAddress(image.id, 640)
  const full = useAddress(image.id, image.page && 1280)
  if (full.failed)
    return (
      <Alert as="div" className="lectern-lightbox-failed">
        <span>{labels.imageFailed}</span>
        <RetryButton onRetry={full.again} />
      </Alert>
    )
  return (
    <div
      className="lectern-lightbox-image"
      style={
        {
          '--lectern-shape': image.width / image.height,
          transform: `translate(${view.x}px, ${view.y}px) scale(${view.scale})`,
        } as CSSProperties
      }
    >
      {small.url && (
        <img src={small.url} alt="" draggable={false} onLoad={layOnPaper} onError={small.onError} />
      )}
      {full.url && (
        <img
          src={full.url}
          alt={image.alt || image.filename || labels.image}
          draggable={false}
          onLoad={layOnPaper}
          onError={full.onError}
        />
      )}
    </div>
  )
}

const open = (dialog: HTMLDialogElement | null): (() => void) => {
  dialog?.showModal()
  focusFirst(dialog)
  return () => dialog?.close()
}

const keepFocus = (dialog: HTMLDialogElement | null): void => {
  const inside = dialog?.querySelector(':focus')
  if (!inside) focusFirst(dialog)
}

const focusFirst = (dialog: HTMLDialogElement | null): void =>
  dialog?.querySelector<HTMLElement>('[data-autofocus]')?.focus({ preventScroll: true })
