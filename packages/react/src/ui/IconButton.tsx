import type { ComponentProps, ReactNode } from 'react'

export interface IconButtonProps extends Omit<ComponentProps<'button'>, 'children' | 'aria-label'> {
  /** Spoken, and shown on hover. An application with its own tips passes `title=""`. */
  label: string
  icon: ReactNode
}

export const IconButton = ({ label, icon, className = '', title = label, ...props }: IconButtonProps) => (
  <button
    type="button"
    {...props}
    className={`lectern-icon-button ${className}`}
    aria-label={label}
    title={title}
  >
    {icon}
  </button>
)
