import { useEffect, type ComponentType, type ReactNode } from 'react'
import { Lazy } from '../core/lazy.ts'
import { useEvent } from '../hooks/use-event.ts'
import { useSnapshot } from '../hooks/use-store.ts'
import { PartFailed, type FailedProps } from './PartFailed.tsx'

export interface LazyPartOptions<Props> {
  /** Shown after a failure; a line with a button by default. */
  Failed?: ComponentType<FailedProps>
  /** Shown while it is loading. */
  waiting?: ReactNode
  /** What Escape calls while it is loading, if it is to be open; by default `onClose`, unless `open` is false. */
  cancel?: (props: Props) => (() => void) | undefined
}

export type LazyPart<Props> = ComponentType<Props> & {
  /** Loads it before it is drawn; after a failure tries again. */
  want: () => Promise<void>
}

/**
 * A component that is loaded when it is first drawn. `React.lazy` remembers a failure for ever; this one is tried again by the
 * button of `Failed`, and whenever it is drawn anew.
 */
export const lazyPart = <Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  { Failed = PartFailed, waiting = null, cancel = closeOf }: LazyPartOptions<Props> = {},
): LazyPart<Props> => {
  const lazy = new Lazy(load)
  const want = () => lazy.want()
  const Part = (props: Props) => {
    const state = useSnapshot(lazy.state)
    useEffect(() => void want(), [])
    if (state.status === 'ready') return <state.value {...props} />
    if (state.status === 'failed') return <Failed onRetry={() => void want()} />
    return <Waiting onEscape={cancel(props)}>{waiting}</Waiting>
  }
  return Object.assign(Part, { want })
}

const closeOf = (props: { open?: boolean; onClose?: () => void }): (() => void) | undefined =>
  props.open === false ? undefined : props.onClose

/** Who changed their mind before it came must not see it come. Escape is meant for it, whatever has the focus meanwhile. */
const Waiting = ({ onEscape, children }: { onEscape: (() => void) | undefined; children: ReactNode }) => {
  const canEscape = onEscape !== undefined
  const escape = useEvent((event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented) return
    event.preventDefault()
    event.stopPropagation()
    onEscape?.()
  })
  useEffect(() => {
    if (!canEscape) return undefined
    addEventListener('keydown', escape, true)
    return () => removeEventListener('keydown', escape, true)
  }, [canEscape, escape])
  return children
}
