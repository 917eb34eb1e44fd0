// Gives files to the media process, one at a time for each process, and starts another when one dies or hangs.
import { fork, type ChildProcess } from 'node:child_process'
import { totalmem } from 'node:os'
import { extname, join } from 'node:path'
import { constrainedMemory } from 'node:process'
import type { FileLack } from '@lectern/protocol'
import type { Clock, Timer } from '../clock.ts'
import { Turnstile } from '../turnstile.ts'
import type {
  ExtractedText,
  FirstPage,
  Inspection,
  MediaReply,
  MediaResult,
  MediaTask,
} from './inspection.ts'
import { lackOf, lackOfSignal } from './lack.ts'

/** The number of parallel files: each takes a core and the memory of an image. */
const PROCESSES = 2
/** So much memory for each of them, besides what the server itself needs. */
const BYTES_EACH = 512 * 1024 ** 2
const MAX_WAITING = 10_000
const TIME_LIMIT_MS = { inspect: 60_000, first_page: 15_000, extract_text: 60_000 }
/** An unused process ends: it holds memory. */
const IDLE_MS = 60_000
const HEAP_MB = 384
const ENTRY = join(import.meta.dirname, `media-child${extname(import.meta.filename)}`)

/** The process died of the file, unless it says what lacked. */
export class MediaFailed extends Error {
  readonly lack: FileLack | undefined

  constructor(message: string, lack?: FileLack) {
    super(message)
    this.lack = lack
  }
}

/** The memory that this process and its children may use: that of the machine, or of its container. */
const memoryHere = (): number => Math.min(totalmem(), constrainedMemory() || Infinity)

export interface MediaOptions {
  memory_bytes?: number
  /** Its script; another one in tests. */
  entry?: string
}

type TaskOf<Name extends MediaTask['task']> = Omit<MediaTask & { task: Name }, 'task'>

/** Looks into files for the people who uploaded them, who take turns. */
export class Media {
  /** So many files at the same time, as the memory allows. */
  readonly at_once: number
  readonly #clock: Clock
  readonly #turnstile: Turnstile
  readonly #entry: string
  readonly #idle: { child: ChildProcess; end: Timer }[] = []
  readonly #children = new Set<ChildProcess>()
  /** The files in work. */
  #running = 0
  #onRest: (() => void) | undefined
  /** While a file is looked into alone. */
  #alone: Promise<void> | undefined
  #closed = false

  constructor(clock: Clock, { memory_bytes = memoryHere(), entry = ENTRY }: MediaOptions = {}) {
    this.#clock = clock
    this.#entry = entry
    this.at_once = Math.min(PROCESSES, Math.max(1, Math.floor(memory_bytes / BYTES_EACH)))
    const { at_once } = this
    // A process is left for the others, whatever one person uploads.
    const at_once_each = Math.max(1, at_once - 1)
    this.#turnstile = new Turnstile({ at_once, at_once_each, max_waiting: MAX_WAITING })
  }

  get isClosed(): boolean {
    return this.#closed
  }

  /** @throws MediaFailed */
  async inspect(task: TaskOf<'inspect'>, user_id: string): Promise<Inspection> {
    return (await this.#run({ ...task, task: 'inspect' }, user_id)) as Inspection
  }

  /** Of a PDF. @throws MediaFailed */
  async firstPage(task: TaskOf<'first_page'>, user_id: string): Promise<FirstPage> {
    return (await this.#run({ ...task, task: 'first_page' }, user_id)) as FirstPage
  }

  /** @throws MediaFailed */
  async extractText(task: TaskOf<'extract_text'>, user_id: string): Promise<ExtractedText> {
    return (await this.#run({ ...task, task: 'extract_text' }, user_id)) as ExtractedText
  }

  close(): void {
    this.#closed = true
    for (const { end } of this.#idle) end.cancel()
    for (const child of this.#children) child.kill('SIGKILL')
  }

  #run(task: MediaTask, user_id: string): Promise<MediaResult> {
    return this.#turnstile.pass({ who: [user_id] }, async () => {
      try {
        return await this.#beside(task)
      } catch (error) {
        if (!(error instanceof MediaFailed) || error.lack !== 'no_memory' || this.#closed) throw error
        return this.#byItself(task)
      }
    })
  }

  /** Beside other files. */
  async #beside(task: MediaTask): Promise<MediaResult> {
    while (this.#alone) await this.#alone
    this.#running++
    try {
      return await this.#perform(task)
    } finally {
      this.#running--
      if (this.#running === 0) this.#onRest?.()
    }
  }

  /** With the memory that other files and idle processes took. */
  async #byItself(task: MediaTask): Promise<MediaResult> {
    while (this.#alone) await this.#alone
    const { promise, resolve } = Promise.withResolvers<void>()
    this.#alone = promise
    try {
      if (this.#running > 0) await new Promise<void>((rest) => (this.#onRest = rest))
      this.#endIdle()
      return await this.#perform(task)
    } finally {
      this.#onRest = undefined
      this.#alone = undefined
      resolve()
    }
  }

  async #perform(task: MediaTask): Promise<MediaResult> {
    if (this.#closed) throw new MediaFailed('closing')
    const child = this.#take()
    const result = await this.#ask(child, task)
    this.#putBack(child)
    return result
  }

  #endIdle(): void {
    for (const { child, end } of this.#idle.splice(0)) {
      end.cancel()
      child.kill('SIGKILL')
    }
  }

  #ask(child: ChildProcess, task: MediaTask): Promise<MediaResult> {
    const { promise, resolve, reject } = Promise.withResolvers<MediaResult>()
    let isOverTime = false
    const limit = this.#clock.after(TIME_LIMIT_MS[task.task], () => {
      isOverTime = true
      child.kill('SIGKILL')
    })
    const died = (code: number | null, signal: string | null): void => {
      const lack = isOverTime ? 'too_slow' : lackOfSignal(signal)
      reject(new MediaFailed(`The media process died (${signal ?? `exit ${code}`}).`, lack))
    }
    const failed = (error: Error): void => reject(new MediaFailed(error.message, lackOf(error)))
    const answered = (reply: MediaReply): void => {
      if ('result' in reply) return resolve(reply.result)
      child.kill('SIGKILL')
      reject(new MediaFailed(reply.error, reply.lack))
    }
    child.once('exit', died)
    child.once('error', failed)
    child.once('message', answered)
    child.send(task)
    return promise.finally(() => {
      limit.cancel()
      child.off('exit', died)
      child.off('error', failed)
      child.off('message', answered)
    })
  }

  #take(): ChildProcess {
    for (let idle = this.#idle.pop(); idle; idle = this.#idle.pop()) {
      idle.end.cancel()
      if (idle.child.connected) return idle.child
    }
    // Without the environment: it may have secrets.
    const child = fork(this.#entry, {
      env: {},
      execArgv: [`--max-old-space-size=${HEAP_MB}`],
      stdio: 'ignore',
    })
    child.unref()
    child.channel?.unref()
    this.#children.add(child)
    child.once('exit', () => this.#children.delete(child))
    return child
  }

  #putBack(child: ChildProcess): void {
    const end = this.#clock.after(IDLE_MS, () => child.kill('SIGKILL'))
    this.#idle.push({ child, end })
  }
}
