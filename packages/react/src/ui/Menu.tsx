import { type KeyboardEvent, type ReactNode, type RefObject } from 'react'
import { CheckIcon } from './icons.tsx'
import { Popover } from './Popover.tsx'
import { stepFocus } from './step-focus.ts'

export interface MenuItem {
  label: string
  icon?: ReactNode
  danger?: boolean
  /** One of a choice, and whether it is the chosen one. */
  checked?: boolean
  onSelect: () => void
}

export interface MenuProps {
  anchor: RefObject<HTMLElement | null>
  label: string
  items: readonly MenuItem[]
  onClose: () => void
  /** Shown above the items, such as quick reactions. */
  children?: ReactNode
}

/** A list of acts: arrows walk it, a letter jumps, Escape closes. */
export const Menu = ({ anchor, label, items, onClose, children }: MenuProps) => (
  <Popover anchor={anchor} label={label} onClose={onClose} role="menu" className="lectern-menu">
    <div className="lectern-menu-items" onKeyDown={(event) => onMenuKey(event, onClose)}>
      {children}
      {items.map(({ label: text, icon, danger, checked, onSelect }, index) => (
        <button
          // Two entries may have one label: people of one name.
          key={index}
          type="button"
          role={checked === undefined ? 'menuitem' : 'menuitemradio'}
          aria-checked={checked}
          tabIndex={-1}
          className="lectern-menu-item"
          data-danger={danger || undefined}
          onClick={() => {
            onClose()
            onSelect()
          }}
        >
          {checked === undefined ? icon : <Chosen shown={checked} />}
          <span>{text}</span>
        </button>
      ))}
    </div>
  </Popover>
)

/** Keeps its place where it is not shown. */
const Chosen = ({ shown }: { shown: boolean }) => (
  <span className="lectern-menu-chosen" data-shown={shown || undefined}>
    <CheckIcon size={18} />
  </span>
)

const onMenuKey = (event: KeyboardEvent<HTMLElement>, onClose: () => void): void => {
  if (event.key === 'Tab') {
    event.preventDefault()
    onClose()
  } else {
    stepFocus(event, '[role^="menuitem"]')
  }
}
