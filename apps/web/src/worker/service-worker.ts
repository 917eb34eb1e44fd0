// Opens the app without a network (shell-cache.ts), and shows notices while it is closed (push-notices.ts).
import { PushNotices } from './push-notices.ts'
import { ShellCache, type ShellFile } from './shell-cache.ts'
import type { WorkerScope } from './worker-scope.ts'

/** Inserted by the build. */
declare const VERSION: string
declare const FILES: readonly ShellFile[]

const scope = globalThis as unknown as WorkerScope

const pages = () => scope.clients.matchAll({ type: 'window', includeUncontrolled: true })

const base_path = location.pathname.replace(/\/[^/]*$/, '')

const shell = new ShellCache({
  origin: location.origin,
  base_path,
  version: VERSION,
  files: FILES,
  caches,
  fetch: (input, init) => fetch(input, init),
  locks: navigator.locks,
  pause: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  countPages: async () => (await pages()).length,
})

/**
 * Takes over at once: pages of an earlier version still find their files, and tell their reader of the new
 * version.
 */
const takeOver = async (): Promise<void> => {
  await scope.clients.claim()
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a page of this origin, not a window
  for (const page of await pages()) page.postMessage({ version: VERSION })
  await shell.tidy()
}

scope.addEventListener('install', (event) => {
  // Requests of scripts go to the server: they need not wait for the worker to start.
  void event.addRoutes?.({ condition: { requestDestination: '' }, source: 'network' }).catch(() => {})
  event.waitUntil(shell.install().then(() => scope.skipWaiting()))
})

scope.addEventListener('activate', (event) => event.waitUntil(takeOver()))

scope.addEventListener('fetch', (event) => {
  const answer = shell.answer(event.request)
  if (answer) event.respondWith(answer)
})

/** A page has started. */
scope.addEventListener('message', (event) => event.waitUntil(shell.tidy()))

const notices = new PushNotices({
  scope,
  base_path,
  badge: async (open) => (open > 0 ? navigator.setAppBadge?.(open) : navigator.clearAppBadge?.()),
  fetch: (input, init) => fetch(input, init),
})

scope.addEventListener('push', (event) => event.waitUntil(notices.take(event.data?.text() ?? '')))
scope.addEventListener('notificationclick', (event) => event.waitUntil(notices.open(event.notification)))
scope.addEventListener('pushsubscriptionchange', (event) => event.waitUntil(notices.renew(event)))
