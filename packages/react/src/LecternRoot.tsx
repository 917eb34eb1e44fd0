import { useContext, type ComponentType, type ReactNode } from 'react'
import { RootContext } from './context/root-context.ts'

export interface LecternRootProps {
  className?: string
  children: ReactNode
}

/**
 * One root for several parts: the font, the colours and the background of Lectern. A part outside of one brings its own.
 * @example <LecternRoot className="my-chat"><ChatBox conversationId={id} /><ChatInput conversationId={id} /></LecternRoot>
 */
export const LecternRoot = ({ className = '', children }: LecternRootProps) => (
  <div className={`lectern ${className}`}>
    <RootContext.Provider value>{children}</RootContext.Provider>
  </div>
)

/** For a page whose root element has the class `lectern`. */
export const PageIsRoot = ({ children }: { children: ReactNode }) => (
  <RootContext.Provider value>{children}</RootContext.Provider>
)

/** A component of hosts: in a root as it is, and else in one of its own. */
export const part = <Props extends object>(Part: ComponentType<Props>) => {
  const Shown = Part as ComponentType<object>
  const Exported = (props: Props) => {
    const isInRoot = useContext(RootContext)
    const shown = <Shown {...props} />
    if (isInRoot) return shown
    return (
      <div className="lectern lectern-part">
        <RootContext.Provider value>{shown}</RootContext.Provider>
      </div>
    )
  }
  return Exported
}

/** A component that has the class itself: parts that a host puts into it need no other root. */
export const whole = <Props extends object>(Whole: ComponentType<Props>) => {
  const Shown = Whole as ComponentType<object>
  const Exported = (props: Props) => (
    <RootContext.Provider value>
      <Shown {...props} />
    </RootContext.Provider>
  )
  return Exported
}
