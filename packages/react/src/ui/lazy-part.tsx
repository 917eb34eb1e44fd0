import { useEffect, type ComponentType, type ReactNode } from 'react'
import { Lazy } from '../core/lazy.ts'
import { useSnapshot } from '../hooks/use-store.ts'
import { PartFailed, type FailedProps } from './PartFailed.tsx'

export interface LazyPartOptions {
  /** Shown after a failure; a line with a button by default. */
  Failed?: ComponentType<FailedProps>
  /** Shown while it is loading. */
  waiting?: ReactNode
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
  { Failed = PartFailed, waiting = null }: LazyPartOptions = {},
): LazyPart<Props> => {
  const lazy = new Lazy(load)
  const want = () => lazy.want()
  const Part = (props: Props) => {
    const state = useSnapshot(lazy.state)
    useEffect(() => void want(), [])
    if (state.status === 'ready') return <state.value {...props} />
    return state.status === 'failed' ? <Failed onRetry={() => void want()} /> : waiting
  }
  return Object.assign(Part, { want })
}
