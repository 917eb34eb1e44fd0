// Where a browser has no channel or locks between its tabs (a page without HTTPS, Node), the chats of one page still
// share their line: a channel and locks that end with the page.
import type { BrowserTabs, ChannelLike } from './browser-tabs.ts'
import { oncePerPage } from './page.ts'

/** The features that tabs have, for the chats of one page that use the same network. */
export const pageTabs = (network: unknown): BrowserTabs => {
  const all = oncePerPage('tabs', () => new Map<unknown, BrowserTabs>())
  const tabs = all.get(network) ?? { locks: { request: requestOf(new Map()) }, channel: channelOf(new Map()) }
  all.set(network, tabs)
  return tabs
}

/**
 * The first of each queue holds the lock; a free lock is held at once. A page is frozen as a whole, so nobody has a
 * reason to steal one.
 */
const requestOf =
  (queues: Map<string, (() => Promise<void>)[]>): BrowserTabs['locks']['request'] =>
  (name, { signal }, run) =>
    new Promise((resolve, reject) => {
      const queue = queues.get(name) ?? []
      queues.set(name, queue)
      signal?.addEventListener('abort', () => reject(signal.reason as Error))
      const start = async () => {
        try {
          if (!signal?.aborted) resolve(await run())
        } catch (error) {
          reject(error as Error)
        }
        queue.shift()
        if (queue[0]) void queue[0]()
        else queues.delete(name)
      }
      if (queue.push(start) === 1) void start()
    })

const channelOf =
  (open: Map<string, Set<ChannelLike>>): BrowserTabs['channel'] =>
  (name) => {
    const members = open.get(name) ?? new Set()
    open.set(name, members)
    const self: ChannelLike = {
      onmessage: null,
      postMessage: (message) => {
        const data: unknown = structuredClone(message)
        for (const other of members)
          if (other !== self) queueMicrotask(() => members.has(other) && other.onmessage?.({ data }))
      },
      close: () => {
        members.delete(self)
        if (members.size === 0) open.delete(name)
      },
    }
    members.add(self)
    return self
  }
