import type { ReactNode } from 'react'

export interface ToggleProps {
  on: boolean
  /** If false, it only shows the state. */
  enabled: boolean
  icon: ReactNode
  text: string
  /** Spoken, and shown on hover. */
  label: string
  onToggle: (on: boolean) => void
}

/** A small switch with a count. */
export const Toggle = ({ on, enabled, icon, text, label, onToggle }: ToggleProps) => (
  <button
    type="button"
    className="lectern-toggle"
    aria-pressed={on}
    aria-disabled={!enabled}
    aria-label={label}
    title={label}
    onClick={() => enabled && onToggle(!on)}
  >
    {icon}
    <span aria-hidden="true">{text}</span>
  </button>
)
