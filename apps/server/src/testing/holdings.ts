// Counts what a server still holds when all clients have gone: listeners of the bus, timers, entries of maps
// and sets. A leak changes no answer, so no other test notices it.
import { Session } from 'node:inspector'
import type { Context } from '../features/context.ts'
import type { TestServer } from './create-test-server.ts'
import type { ManualClock } from './manual-clock.ts'

/** Counts the listeners that subscribe from now on and are not removed. */
export const countListeners = (bus: Context['bus']): (() => number) => {
  const subscribed = new Set<object>()
  const { subscribe } = bus
  bus.subscribe = (topic, listener) => {
    const stop = subscribe.call(bus, topic, listener as never)
    const subscription = {}
    subscribed.add(subscription)
    return () => {
      subscribed.delete(subscription)
      stop()
    }
  }
  return () => subscribed.size
}

export class Holdings {
  readonly #server: TestServer
  readonly #clock: ManualClock
  readonly #listeners: () => number

  constructor(server: TestServer, clock: ManualClock) {
    this.#server = server
    this.#clock = clock
    this.#listeners = countListeners(server.ctx.bus)
  }

  get now(): Record<string, number> {
    const { hub } = this.#server.system.connections.shared
    const sockets = entriesOf(this.#server, '#listening', '#realtime')
    return { listeners: this.#listeners(), timers: this.#clock.pending, ...entriesOf(hub), ...sockets }
  }
}

/** The number of entries in each private map and set of `object`; `through` leads to another object. */
export const entriesOf = (object: object, ...through: `#${string}`[]): Record<string, number> => {
  const session = new Session()
  session.connect()
  try {
    let id = idOf(session, object)
    for (const name of through)
      id = fieldsOf(session, id).find((field) => field.name === name)?.value?.objectId ?? ''
    return Object.fromEntries(fieldsOf(session, id).flatMap(sizeOf))
  } finally {
    session.disconnect()
  }
}

interface PrivateField {
  name: string
  value?: { objectId?: string; description?: string }
}

const sizeOf = ({ name, value }: PrivateField): [string, number][] => {
  const size = /^(?:Map|Set)\((\d+)\)$/.exec(value?.description ?? '')?.[1]
  return size === undefined ? [] : [[name, Number(size)]]
}

const HANDED_OVER = 'lecternHandedOver'

const idOf = (session: Session, object: object): string => {
  Object.assign(globalThis, { [HANDED_OVER]: object })
  let id = ''
  session.post('Runtime.evaluate', { expression: `globalThis.${HANDED_OVER}` }, (_, { result }) => {
    id = result.objectId ?? ''
  })
  Reflect.deleteProperty(globalThis, HANDED_OVER)
  return id
}

const fieldsOf = (session: Session, objectId: string): PrivateField[] => {
  let fields: PrivateField[] = []
  session.post('Runtime.getProperties', { objectId, ownProperties: true }, (_, answer) => {
    fields = (answer as { privateProperties?: typeof fields }).privateProperties ?? []
  })
  return fields
}
