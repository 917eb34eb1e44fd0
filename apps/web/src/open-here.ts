import { routeOf } from './base-path.ts'
import { navigate } from './navigation.ts'
import { parseRoute } from './routes.ts'

/** The way to show an address of the app in this tab; undefined for all others, such as a file. */
export const openHere = (href: string): (() => void) | undefined => {
  const url = new URL(href)
  if (url.origin !== location.origin) return undefined
  const path = routeOf(url.pathname) + url.search
  const { page } = parseRoute(path)
  return page === 'not_found' || page === 'sign_in' ? undefined : () => navigate(path)
}
