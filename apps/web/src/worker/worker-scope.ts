// The used part of a service worker's scope: TypeScript's own types of it conflict with the page's.
interface LastingEvent extends Event {
  waitUntil(work: Promise<unknown>): void
}

interface InstallEvent extends LastingEvent {
  /** Missing in some browsers. */
  addRoutes?(route: { condition: { requestDestination: '' }; source: 'network' }): Promise<void>
}

interface FetchEvent extends LastingEvent {
  readonly request: Request
  respondWith(answer: Promise<Response>): void
}

export interface WorkerScope {
  readonly clients: {
    claim(): Promise<void>
    matchAll(options: {
      type: 'window'
      includeUncontrolled: true
    }): Promise<readonly { postMessage(message: unknown): void }[]>
  }
  skipWaiting(): Promise<void>
  addEventListener(type: 'install', listener: (event: InstallEvent) => void): void
  addEventListener(type: 'activate' | 'message', listener: (event: LastingEvent) => void): void
  addEventListener(type: 'fetch', listener: (event: FetchEvent) => void): void
}
