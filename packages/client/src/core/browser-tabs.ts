// What a browser has for its tabs to work together: a channel between them, and locks.

/** The part of `BroadcastChannel` the SDK uses. */
export interface ChannelLike {
  onmessage: ((event: { data: unknown }) => void) | null
  postMessage(message: unknown): void
  close(): void
}

/** The part of `navigator.locks` the SDK uses. */
export interface LocksLike {
  request<T>(
    name: string,
    options: { signal?: AbortSignal; steal?: boolean },
    run: () => Promise<T> | T,
  ): Promise<T>
}

/** What a browser offers its tabs to work together. */
export interface BrowserTabs {
  locks: LocksLike
  channel: (name: string) => ChannelLike
}

/** What this browser offers; undefined outside a browser, and where it is too old. */
export const browserTabs = (): BrowserTabs | undefined => {
  if (typeof document === 'undefined' || typeof BroadcastChannel === 'undefined') return undefined
  const { locks } = globalThis.navigator
  const channel = (name: string) => new BroadcastChannel(name) as ChannelLike
  return locks ? { locks: locks as LocksLike, channel } : undefined
}
