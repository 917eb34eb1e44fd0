import { IconButton, Tip, type IconButtonProps } from '@lectern/react/ui'
import { useEffect, useId, useRef, useState } from 'react'

const DELAY_MS = 500

/** Hovered for a moment, or focused by a key. */
const useTip = () => {
  const [isShown, setShown] = useState(false)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const hide = () => {
    clearTimeout(timer.current)
    setShown(false)
  }
  useEffect(() => () => clearTimeout(timer.current), [])
  useEffect(() => {
    if (!isShown) return undefined
    // The first Esc closes the tooltip, and no layer below.
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return
      event.preventDefault()
      event.stopPropagation()
      setShown(false)
    }
    addEventListener('keydown', onKey, true)
    return () => removeEventListener('keydown', onKey, true)
  }, [isShown])
  const handlers = {
    onPointerEnter: (event: { pointerType: string }) => {
      if (event.pointerType !== 'touch') timer.current = setTimeout(() => setShown(true), DELAY_MS)
    },
    onPointerLeave: hide,
    onPointerDown: hide,
    onFocus: (event: { currentTarget: Element }) => setShown(event.currentTarget.matches(':focus-visible')),
    onBlur: hide,
  }
  return { isShown, hide, handlers }
}

/** An icon button that shows its label on hover and focus. */
export const TipButton = ({ onClick, ...props }: IconButtonProps) => {
  const anchor = useRef<HTMLButtonElement>(null)
  const id = useId()
  const { isShown, hide, handlers } = useTip()
  const click: IconButtonProps['onClick'] = (event) => {
    hide()
    onClick?.(event)
  }
  return (
    <>
      <IconButton {...props} {...handlers} ref={anchor} title="" onClick={click} />
      {isShown && (
        <Tip id={id} anchor={anchor}>
          {props.label}
        </Tip>
      )}
    </>
  )
}
