import type { ManualClock } from './manual-clock.ts'

type Target = Pick<EventTarget, 'addEventListener' | 'removeEventListener'>

/** The number of open things of each kind. */
export interface OpenThings {
  timers: number
  listeners: number
  requests: number
}

/**
 * Counts the timers of a clock, the listeners of a page, and the requests that were neither answered nor
 * aborted.
 * @example
 * const open = countOpenThings(clock, [window, document])
 * const chat = new Chat({ clock, fetch: open.fetch(network.fetch) })
 * chat.close()
 * expect(open.now()).toEqual({ timers: 0, listeners: 0, requests: 0 })
 */
export const countOpenThings = (clock: ManualClock, targets: readonly Target[] = []) => {
  const listeners = new Set<string>()
  const restore = targets.map((target, index) => countListeners(target, `${index}`, listeners))
  let requests = 0
  return {
    now: (): OpenThings => ({ timers: clock.timers, listeners: listeners.size, requests }),
    fetch:
      (send: typeof fetch): typeof fetch =>
      async (input, init) => {
        requests++
        try {
          return await send(input, init)
        } finally {
          requests--
        }
      },
    stop: () => restore.forEach((each) => each()),
  }
}

const numbers = new WeakMap<object, number>()
let made = 0
const numberOf = (listener: object): number => {
  const number = numbers.get(listener) ?? ++made
  numbers.set(listener, number)
  return number
}

const countListeners = (target: Target, name: string, listeners: Set<string>): (() => void) => {
  const add = target.addEventListener.bind(target)
  const remove = target.removeEventListener.bind(target)
  target.addEventListener = (type: string, listener: EventListener, options?: AddEventListenerOptions) => {
    const key = `${name} ${type} ${numberOf(listener)}`
    listeners.add(key)
    options?.signal?.addEventListener('abort', () => listeners.delete(key), { once: true })
    add(type, listener, options)
  }
  target.removeEventListener = (type: string, listener: EventListener) => {
    listeners.delete(`${name} ${type} ${numberOf(listener)}`)
    remove(type, listener)
  }
  return () => {
    target.addEventListener = add
    target.removeEventListener = remove
  }
}
