import { IconButton, Tip, useTip, type IconButtonProps } from '@lectern/react/ui'
import { useId, useRef } from 'react'

const DELAY_MS = 500

/** An icon button that shows its label on hover and focus. */
export const TipButton = ({ onClick, ...props }: IconButtonProps) => {
  const anchor = useRef<HTMLButtonElement>(null)
  const id = useId()
  const { shown, hide, handlers, tip } = useTip(DELAY_MS)
  const click: IconButtonProps['onClick'] = (event) => {
    hide()
    onClick?.(event)
  }
  return (
    <>
      <IconButton {...props} {...handlers} onPointerDown={hide} ref={anchor} title="" onClick={click} />
      {shown && (
        <Tip id={id} anchor={anchor} {...tip}>
          {props.label}
        </Tip>
      )}
    </>
  )
}
