import { onceBack } from '@lectern/react/ui'
import { useMemo, useSyncExternalStore } from 'react'
import { addressOf, routeOf } from './base-path.ts'
import { parseRoute, type Route } from './routes.ts'

interface Move {
  replace?: boolean
}

export const navigate = (path: string, move: Move = {}): void => onceBack(() => show(path, move))

const show = (path: string, { replace = false }: Move): void => {
  // Of the components; see BackLayers. The entry of an open layer gives way to the next page: nothing is left to go back to.
  const { lectern_layers = 0, lectern_below } = history.state ?? {}
  const overLayers = lectern_layers > 0 && !replace
  const layers = replace ? { lectern_layers, lectern_below } : {}
  const state = { ...layers, pushed: !replace || history.state?.pushed === true }
  if (replace || overLayers) history.replaceState(state, '', addressOf(path))
  else history.pushState(state, '', addressOf(path))
  dispatchEvent(new PopStateEvent('popstate', { state }))
}

/** Goes back; to `path` if the page was opened here. */
export const goBack = (path: string): void => {
  onceBack(() => {
    if (history.state?.pushed === true) history.back()
    else show(path, { replace: true })
  })
}

const subscribe = (listener: () => void): (() => void) => {
  addEventListener('popstate', listener)
  return () => removeEventListener('popstate', listener)
}

/** The route of the page: its path below that of the app, with the query. */
export const currentPath = (): string => routeOf(location.pathname) + location.search

export const useUrl = (): string => useSyncExternalStore(subscribe, currentPath)

export const useRoute = (): Route => {
  const url = useUrl()
  return useMemo(() => parseRoute(url), [url])
}
