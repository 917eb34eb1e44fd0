import { Tooltip } from '@base-ui/react/tooltip'
import { IconButton, type IconButtonProps } from '@lectern/react/ui'

/** An icon button that shows its label on hover and focus. */
export const TipButton = (props: IconButtonProps) => (
  <Tooltip.Root>
    <Tooltip.Trigger render={<IconButton {...props} title="" />} />
    <Tooltip.Portal>
      <Tooltip.Positioner sideOffset={6} className="float">
        <Tooltip.Popup className="tooltip">{props.label}</Tooltip.Popup>
      </Tooltip.Positioner>
    </Tooltip.Portal>
  </Tooltip.Root>
)
