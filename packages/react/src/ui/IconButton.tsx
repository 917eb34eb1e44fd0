import type { ComponentProps, ReactNode } from 'react'

export interface IconButtonProps extends Omit<ComponentProps<'button'>, 'children' | 'aria-label'> {
  /** Spoken, and shown on hover. */
  label: string
  icon: ReactNode
}

export const IconButton = ({ label, icon, className = '', ...props }: IconButtonProps) => (
  <button
    type="button"
    {...props}
    className={`lectern-icon-button ${className}`}
    aria-label={label}
    title={label}
  >
    {icon}
  </button>
)
