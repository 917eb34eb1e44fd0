// The browser features that let its tabs work together: a channel and locks.

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

/** The browser features that let its tabs work together. */
export interface BrowserTabs {
  locks: LocksLike
  channel: (name: string) => ChannelLike
}

/** The features of this browser; undefined outside a browser and in one that is too old. */
export const browserTabs = (): BrowserTabs | undefined => {
  if (typeof document === 'undefined' || typeof BroadcastChannel === 'undefined') return undefined
  const { locks } = globalThis.navigator
  const channel = (name: string) => new BroadcastChannel(name) as ChannelLike
  return locks ? { locks: locks as LocksLike, channel } : undefined
}
