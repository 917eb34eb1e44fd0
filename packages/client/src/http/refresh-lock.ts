// Lets the tabs of a browser refresh one after the other, because each refresh replaces the token.
import type { LocksLike } from '../core/browser-tabs.ts'
import type { Clock } from '../core/clock.ts'

/** A frozen tab may hold the lock; the server's grace makes a refresh without it safe. */
const LOCK_WAIT_MS = 10_000

/** Runs the refresh inside the lock, or after 10 s without it. `http` names the server that the lock is for. */
export const withRefreshLock = async <T>(
  { locks, clock, http }: { locks?: LocksLike | undefined; clock: Clock; http: { apiUrl: string } },
  run: () => Promise<T>,
): Promise<T> => {
  if (!locks) return run()
  const abort = new AbortController()
  const cancel = clock.after(LOCK_WAIT_MS, () => abort.abort())
  let ran: Promise<T> | undefined
  try {
    return await locks.request(`lectern-refresh ${http.apiUrl}`, { signal: abort.signal }, () => {
      cancel()
      return (ran = run())
    })
  } catch {
    return await (ran ?? run())
  } finally {
    cancel()
  }
}
