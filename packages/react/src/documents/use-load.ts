import { useCallback, useEffect, useState } from 'react'
import { ApiError } from '@lectern/client'

export type LoadState<T> =
  { status: 'loading' } | { status: 'ready'; value: T } | { status: 'failed'; error: ApiError | undefined }

/** The result of `load`, loaded again when `load` changes or on `reload`; the last result stays until then. */
export const useLoad = <T>(
  load: () => Promise<T>,
): [LoadState<T>, reload: () => void, put: (value: T) => void] => {
  const [state, setState] = useState<{ of: () => Promise<T>; loaded: LoadState<T> }>({
    of: load,
    loaded: { status: 'loading' },
  })
  const [round, setRound] = useState(0)
  useEffect(() => {
    let isCurrent = true
    load().then(
      (value) => isCurrent && setState({ of: load, loaded: { status: 'ready', value } }),
      (error: unknown) =>
        isCurrent &&
        setState({
          of: load,
          loaded: { status: 'failed', error: error instanceof ApiError ? error : undefined },
        }),
    )
    return () => void (isCurrent = false)
  }, [load, round])
  const loaded: LoadState<T> = state.of === load ? state.loaded : { status: 'loading' }
  const reload = useCallback(() => setRound((rounds) => rounds + 1), [])
  const put = useCallback((value: T) => setState({ of: load, loaded: { status: 'ready', value } }), [load])
  return [loaded, reload, put]
}
