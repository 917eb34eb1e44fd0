import { Tooltip } from '@base-ui/react/tooltip'
import type { ComponentProps } from 'react'
import { Icon, type IconName } from './Icon.tsx'

interface IconButtonProps extends ComponentProps<'button'> {
  icon: IconName
  /** Says what it does: read by screen readers, shown on hover and focus. */
  label: string
}

export const IconButton = ({ icon, label, className, ...button }: IconButtonProps) => (
  <Tooltip.Root>
    <Tooltip.Trigger
      render={
        <button type="button" {...button} aria-label={label} className={`icon-button ${className ?? ''}`} />
      }
    >
      <Icon name={icon} />
    </Tooltip.Trigger>
    <Tooltip.Portal>
      <Tooltip.Positioner sideOffset={6} className="float">
        <Tooltip.Popup className="tooltip">{label}</Tooltip.Popup>
      </Tooltip.Positioner>
    </Tooltip.Portal>
  </Tooltip.Root>
)
