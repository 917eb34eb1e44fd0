import type { ComponentProps } from 'react'

interface ScrollableProps extends ComponentProps<'div'> {
  as?: 'div' | 'pre'
  /** What it is, for somebody who comes to it by the keyboard. */
  label: string
}

/** What may be larger than its place. It is scrolled by the keyboard, and so says what has the focus. */
export const Scrollable = ({ as: Element = 'div', label, ...rest }: ScrollableProps) => {
  const Shown = Element as 'div'
  return <Shown tabIndex={0} role="group" aria-label={label} {...rest} />
}
