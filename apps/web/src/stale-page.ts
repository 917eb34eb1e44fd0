// A page that is older than the server may request a part that no longer exists. A reload makes it current; it
// happens once for each version of the server, so that a part that is really missing makes no loop.
import { pageVersion, fetchServedVersion } from './page-version.ts'

const KEY = 'lectern.reloaded_for'

export const reloadWhenStale = (reload: () => void): void =>
  addEventListener('vite:preloadError', () => {
    void fetchServedVersion().then((version) => {
      if (version !== undefined && version !== pageVersion() && isFirst(version)) reload()
    })
  })

const isFirst = (version: string): boolean => {
  try {
    if (sessionStorage.getItem(KEY) === version) return false
    sessionStorage.setItem(KEY, version)
    return true
  } catch {
    return false
  }
}
