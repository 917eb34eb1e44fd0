// The app may live below a path of its host, such as /lectern. Its routes are paths from its own root; only addresses
// have that path in front.

/** Without a slash at its end; empty for a host of its own. */
export const basePath = (): string =>
  document.querySelector<HTMLMetaElement>('meta[name="lectern-base"]')?.content ?? ''

/** The path of an address for a route or a file of the app. */
export const addressOf = (path: string): string => basePath() + path

/** The route of an address of the app. */
export const routeOf = (pathname: string, base = basePath()): string => {
  if (base === '' || !pathname.startsWith(base)) return pathname
  const rest = pathname.slice(base.length)
  return rest === '' ? '/' : rest.startsWith('/') ? rest : pathname
}
