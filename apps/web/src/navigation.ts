import type { DocumentTarget } from '@lectern/react'
import { useMemo, useSyncExternalStore } from 'react'
import { addressOf, routeOf } from './base-path.ts'
import { parseRoute, type Route } from './routes.ts'

/** A layer over the page that the browser's back button (or swipe) closes. */
export type Layer = 'details' | 'document'

interface Move {
  replace?: boolean
  layer?: Layer
  /** The document in the layer `document`. */
  document?: DocumentTarget
}

/** Of the components; see BackLayers. */
const layersHere = (): number => Number(history.state?.lectern_layers ?? 0)

export const navigate = (path: string, { replace = false, layer, document }: Move = {}): void => {
  // The entry of an open layer gives way to the next page: nothing is left to go back to.
  const overLayers = layersHere() > 0 && !replace
  const layers = replace ? { lectern_layers: layersHere() } : {}
  const state = { layer, document, ...layers, pushed: !replace || history.state?.pushed === true }
  if (replace || overLayers) history.replaceState(state, '', addressOf(path))
  else history.pushState(state, '', addressOf(path))
  dispatchEvent(new PopStateEvent('popstate', { state }))
}

/** Goes back; to `path` if the page was opened here. */
export const goBack = (path: string): void => {
  if (history.state?.pushed === true) history.back()
  else navigate(path, { replace: true })
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

export const useLayer = (): Layer | undefined =>
  useSyncExternalStore(subscribe, () => history.state?.layer as Layer | undefined)

/** The document beside the conversation. */
export const useDocumentLayer = (): DocumentTarget | undefined =>
  useSyncExternalStore(subscribe, () => history.state?.document as DocumentTarget | undefined)
