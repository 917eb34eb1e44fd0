// The page's part of offline support: worker/service-worker.ts does the rest.
import type { Chat } from '@lectern/client'
import { addressOf, basePath, routeOf } from './base-path.ts'
import { navigate } from './navigation.ts'
import { pageVersion } from './page-version.ts'
import { shellName } from './worker/shell-cache.ts'

interface FromWorker {
  version?: string
  /** The address of a page to go to. */
  open?: string
}

const workerPath = () => addressOf('/service-worker.js')

/** Registers the service worker, and reports once when it has another version than this page. */
export const keepShell = (chat: Chat, onOther: () => void): void => {
  // Browsers have no service worker on a page without TLS.
  if (!('serviceWorker' in navigator)) return
  const version = pageVersion()
  // Held while the page is open, so that its files are kept, and unused versions can be deleted
  // (ShellCache.tidy).
  void navigator.locks.request(shellName(version, basePath()), { mode: 'shared' }, () => {
    navigator.serviceWorker.controller?.postMessage('opened')
    return new Promise(() => {})
  })
  let isTold = false
  navigator.serviceWorker.addEventListener('message', ({ data }: MessageEvent<FromWorker>) => {
    // A notification was pressed.
    if (data.open !== undefined) navigate(routeOf(data.open))
    if (isTold || data.version === undefined || data.version === version) return
    isTold = true
    onOther()
  })
  whenIdle(() => void register(chat))
}

/** Waits until the page has loaded its own files. */
const whenIdle = (run: () => void): void => {
  const later = () => (globalThis.requestIdleCallback ?? setTimeout)(run)
  if (document.readyState === 'complete') later()
  else addEventListener('load', later, { once: true })
}

const register = async ({ connection }: Chat): Promise<void> => {
  try {
    const registration = await navigator.serviceWorker.register(scriptUrl(workerPath()))
    connection.state.subscribe(() => {
      // A new version on the server begins with a restart. If the check fails, the next one will do.
      if (connection.state.get().status === 'live') registration.update().catch(() => {})
    })
  } catch {
    // Forbidden by the browser, or the device is full: the app still works with a network.
  }
}

interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createScriptURL(url: string): string },
  ): {
    createScriptURL(url: string): string
  }
}

/** The content security policy forbids plain text as the URL of a script. */
const scriptUrl = (url: string): string => {
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes }
  const policy = trustedTypes?.createPolicy('lectern-worker', {
    createScriptURL: (asked) => {
      if (asked !== workerPath()) throw new TypeError(`${asked} is not the worker of this app`)
      return asked
    },
  })
  return policy?.createScriptURL(url) ?? url
}
