// Headings whose level fits into the page around. They look the same on each level: styles know their class.
import { createContext, useContext, type ComponentProps, type ReactNode } from 'react'
import { useHost } from '../context/host-context.ts'

const DeeperContext = createContext(0)

/** The headings inside are so many levels deeper than they would be; less than 0 if they are higher. */
export const DeeperHeadings = ({ by, children }: { by: number; children: ReactNode }) => (
  <DeeperContext.Provider value={useContext(DeeperContext) + by}>{children}</DeeperContext.Provider>
)

/** Where the title of a conversation is the h1 of the page, a heading has the level of its look. */
const LOOKS = { h1: 1, h2: 2, h3: 3, h4: 4 } as const

export interface HeadingProps extends ComponentProps<'h2'> {
  /** Its look. */
  as: keyof typeof LOOKS
  /** Its level where the title of a conversation is the h1 of the page; by default that of its look. */
  level?: number
}

/** A heading. HTML has six levels; readers are told of deeper ones. */
export const Heading = ({ as, level = LOOKS[as], className = '', ...rest }: HeadingProps) => {
  const fitting = Math.max(1, level + useHost().headingLevel - 1 + useContext(DeeperContext))
  const Element = `h${Math.min(6, fitting)}` as 'h1'
  return (
    <Element
      {...rest}
      className={`lectern-${as} ${className}`.trim()}
      {...(fitting > 6 && { 'aria-level': fitting })}
    />
  )
}
