// An installation below a path of its host, such as /lectern. Everything inside knows only paths from its own root: the
// path is taken off requests, and put into the app's page, which names its files by it.
import { createHash } from 'node:crypto'

/** Takes the path off; a proxy in front may have done so already. */
export const withoutBasePath = (url: string, base_path: string): string => {
  if (base_path === '' || !url.startsWith(base_path)) return url
  const rest = url.slice(base_path.length)
  if (rest === '' || rest.startsWith('?')) return `/${rest}`
  return rest.startsWith('/') ? rest : url
}

const PLACE = '<meta name="lectern-base" content="" />'

/** The page of the app with its files, and the app with its server, below the path. */
export const placePage = (page: string, base_path: string): string =>
  page
    .replaceAll(/(?<= (?:src|href)=")\/(?!\/)/g, `${base_path}/`)
    .replace(PLACE, PLACE.replace('""', `"${base_path}"`))

/** The service worker checks each file by its digest: it learns that of the page as it is served. */
export const placeWorker = (worker: string, page: string, placed: string): string =>
  worker.replaceAll(integrityOf(page), integrityOf(placed))

const integrityOf = (text: string): string => `sha256-${createHash('sha256').update(text).digest('base64')}`
