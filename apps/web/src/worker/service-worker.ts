// Opens the app where no network answers. What it does with each request is said in shell-cache.ts.
import { ShellCache, type ShellFile } from './shell-cache.ts'
import type { WorkerScope } from './worker-scope.ts'

/** Written in by the build. */
declare const VERSION: string
declare const FILES: readonly ShellFile[]

const scope = globalThis as unknown as WorkerScope

const pages = () => scope.clients.matchAll({ type: 'window', includeUncontrolled: true })

const shell = new ShellCache({
  origin: location.origin,
  version: VERSION,
  files: FILES,
  caches,
  fetch: (input, init) => fetch(input, init),
  locks: navigator.locks,
  pause: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  countPages: async () => (await pages()).length,
})

/** Takes over at once: pages of an earlier version still find their files, and tell their reader of this one. */
const takeOver = async (): Promise<void> => {
  await scope.clients.claim()
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a page of this origin, not a window
  for (const page of await pages()) page.postMessage({ version: VERSION })
  await shell.tidy()
}

scope.addEventListener('install', (event) => {
  // What scripts ask for is the server's business: it need not wait for a worker that sleeps.
  void event.addRoutes?.({ condition: { requestDestination: '' }, source: 'network' }).catch(() => {})
  event.waitUntil(shell.install().then(() => scope.skipWaiting()))
})

scope.addEventListener('activate', (event) => event.waitUntil(takeOver()))

scope.addEventListener('fetch', (event) => {
  const answer = shell.answer(event.request)
  if (answer) event.respondWith(answer)
})

/** A page has begun. */
scope.addEventListener('message', (event) => event.waitUntil(shell.tidy()))
