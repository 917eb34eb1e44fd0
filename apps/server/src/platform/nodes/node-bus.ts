// The bus of one node of several. What it publishes is heard here at once, and by the other nodes over a link, which may lose
// it. Whether the link lives is known by the node's own beat: a connection that is half dead takes messages and loses them, and
// only the beat that does not come back tells. What a link lost and then goes on without is known by the numbers of messages.
import type { Bus, MemoryBus, Nodes, Told } from '../bus.ts'
import type { Clock, Timer } from '../clock.ts'
import type { Log } from '../log.ts'
import { MAX_MESSAGE_BYTES, type Link } from './link.ts'

const BEAT_MS = 1_000
/** So many beats may be on their way. */
const BEATS_MISSED = 3
/** Each start of a node is another one. */
const NODES_KNOWN = 1_000
/** For the name, the number and the brackets around what is told. */
const HEAD_BYTES = 120

interface Message<Events extends object> {
  /** The node that sent it. */
  node: string
  /** Counts its messages. */
  number: number
  beat?: number
  told?: Told<Events>[]
}

export interface NodeBusOptions<Events extends object> {
  local: MemoryBus<Events>
  link: Link
  /** The name of this process; a new one after each start. */
  node: string
  /** What other nodes hear, too. */
  shared: readonly (keyof Events)[]
  clock: Clock
  log: Log
}

export class NodeBus<Events extends object> implements Bus<Events>, Nodes<Events> {
  readonly #options: NodeBusOptions<Events>
  readonly #shared: ReadonlySet<keyof Events>
  readonly #timer: Timer
  #waiting: string[] = []
  #beat = 0
  #heard = 0
  #isWhole = true
  /** Of the last message that was sent. */
  #number = 0
  /** Of the last message of each other node. */
  readonly #numbers = new Map<string, number>()
  #doubts = false
  /** Stands between what other nodes tell and its listeners. */
  onRemote: Nodes<Events>['onRemote'] = (_told, deliver) => deliver()

  constructor(options: NodeBusOptions<Events>) {
    this.#options = options
    this.#shared = new Set(options.shared)
    options.link.listen((message) => this.#hear(message))
    this.#timer = options.clock.every(BEAT_MS, () => this.#live())
  }

  get nodes(): Nodes<Events> {
    return this
  }

  get name(): string {
    return this.#options.node
  }

  /** Its own beats come back. */
  get isWhole(): boolean {
    return this.#isWhole
  }

  doubts(): boolean {
    const doubts = this.#doubts
    this.#doubts = false
    return doubts || !this.#isWhole
  }

  publish<Topic extends keyof Events>(topic: Topic, event: Events[Topic]): void {
    this.#options.local.publish(topic, event)
    this.tell(topic, event)
  }

  tell<Topic extends keyof Events>(topic: Topic, event: Events[Topic]): void {
    if (this.#shared.has(topic)) this.#send({ topic, event } as Told<Events>)
  }

  subscribe<Topic extends keyof Events>(topic: Topic, listener: (event: Events[Topic]) => void): () => void {
    return this.#options.local.subscribe(topic, listener)
  }

  close(): Promise<void> {
    this.#timer.cancel()
    this.#flush()
    return this.#options.link.close()
  }

  /** What one turn of the event loop tells goes together. */
  #send(told: Told<Events>): void {
    if (this.#waiting.length === 0) setImmediate(() => this.#flush())
    this.#waiting.push(JSON.stringify(told))
  }

  #flush(): void {
    const waiting = this.#waiting
    this.#waiting = []
    const head = () => `{"node":${JSON.stringify(this.name)},"number":${++this.#number},"told":[`
    let texts: string[] = []
    let bytes = 0
    const send = () => {
      if (texts.length > 0) this.#options.link.send(`${head()}${texts.join()}]}`)
      texts = []
      bytes = 0
    }
    for (const text of waiting) {
      const size = Buffer.byteLength(text) + 1
      // Nobody misses it for long: what is stored is found by the heads, and the rest expires.
      if (HEAD_BYTES + size > MAX_MESSAGE_BYTES) continue
      if (HEAD_BYTES + bytes + size > MAX_MESSAGE_BYTES) send()
      texts.push(text)
      bytes += size
    }
    send()
  }

  #live(): void {
    const { link, log } = this.#options
    const missed = this.#beat - this.#heard
    const isWhole = missed < BEATS_MISSED
    if (isWhole !== this.#isWhole)
      if (isWhole) log.info({ link: link.name }, 'nodes_linked')
      else log.warn({ link: link.name }, 'nodes_apart')
    this.#isWhole = isWhole
    if (missed > 0) this.#doubts = true
    if (missed > 0 && missed % BEATS_MISSED === 0) link.renew()
    this.#beat++
    const beat: Message<Events> = { node: this.name, number: ++this.#number, beat: this.#beat }
    link.send(JSON.stringify(beat))
  }

  #hear(text: string): void {
    const message = readMessage<Events>(text)
    if (message === undefined) return
    if (message.node === this.name) {
      this.#heard = Math.max(this.#heard, message.beat ?? 0)
      return
    }
    this.#follow(message)
    const { local } = this.#options
    for (const told of message.told ?? [])
      if (this.#shared.has(told.topic)) this.onRemote(told, () => local.publish(told.topic, told.event))
  }

  /** A link keeps the order of each sender, so a number that is left out was lost. */
  #follow({ node, number }: Message<Events>): void {
    const last = this.#numbers.get(node)
    if (last !== undefined && number !== last + 1) this.#doubts = true
    this.#numbers.delete(node)
    this.#numbers.set(node, number)
    if (this.#numbers.size <= NODES_KNOWN) return
    const [silent] = this.#numbers.keys()
    if (silent !== undefined) this.#numbers.delete(silent)
  }
}

/** Undefined for what is no message of a node: others may use the server, too. */
const readMessage = <Events extends object>(text: string): Message<Events> | undefined => {
  try {
    const message = JSON.parse(text) as Partial<Message<Events>> | null
    return typeof message?.node === 'string' ? (message as Message<Events>) : undefined
  } catch {
    return undefined
  }
}
