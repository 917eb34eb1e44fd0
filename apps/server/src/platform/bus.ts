/** What a node knows of the link to the others. */
export interface Nodes<Events extends object> {
  /** The name of this process among the nodes. */
  readonly name: string
  /** False while hints may be lost. */
  readonly isWhole: boolean
  /** Whether anything of the others may have been lost since the last time that this was asked. */
  doubts(): boolean
  /** Tells the other nodes, and nobody here. */
  tell<Topic extends keyof Events>(topic: Topic, event: Events[Topic]): void
  /** Stands between what other nodes tell and its listeners. */
  onRemote(told: Told<Events>, deliver: () => void): void
}

/** One topic with its event. */
export type Told<Events extends object> = {
  [Topic in keyof Events]: { topic: Topic; event: Events[Topic] }
}[keyof Events]

/** Carries hints between the parts of the system, and between nodes (`nodes/node-bus.ts`). Losing one never loses data. */
export interface Bus<Events extends object> {
  /** For a bus that other nodes hear, too. */
  readonly nodes?: Nodes<Events>
  publish<Topic extends keyof Events>(topic: Topic, event: Events[Topic]): void
  subscribe<Topic extends keyof Events>(topic: Topic, listener: (event: Events[Topic]) => void): () => void
}

type Listener = (event: never) => void

/** The bus of a single process: delivers at once, in order; a throwing listener does not stop the others. */
export class MemoryBus<Events extends object> implements Bus<Events> {
  readonly #listeners = new Map<keyof Events, Set<Listener>>()
  readonly #onError: (error: unknown) => void

  constructor(onError: (error: unknown) => void) {
    this.#onError = onError
  }

  publish<Topic extends keyof Events>(topic: Topic, event: Events[Topic]): void {
    for (const listener of this.#listeners.get(topic) ?? []) {
      try {
        ;(listener as (event: Events[Topic]) => void)(event)
      } catch (error) {
        this.#onError(error)
      }
    }
  }

  subscribe<Topic extends keyof Events>(topic: Topic, listener: (event: Events[Topic]) => void): () => void {
    const listeners = this.#listeners.get(topic) ?? new Set<Listener>()
    this.#listeners.set(topic, listeners.add(listener))
    return () => void listeners.delete(listener)
  }
}
