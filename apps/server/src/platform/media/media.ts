// Gives files to the media process, one at a time for each process and as many as its memory allows, and starts another
// when one dies or hangs.
import { fork, type ChildProcess } from 'node:child_process'
import { extname, join } from 'node:path'
import type { FileLack } from '@lectern/protocol'
import type { Clock, Timer } from '../clock.ts'
import { Turnstile } from '../turnstile.ts'
import type {
  ExtractedText,
  FirstPage,
  Inspection,
  Measured,
  MediaReply,
  MediaResult,
  MediaTask,
} from './inspection.ts'
import { lackOf, lackOfSignal } from './lack.ts'
import { allowanceOf, MemoryAllowance } from './memory-allowance.ts'
import { DOCUMENT_BYTES, planOf, PROCESS_BYTES, type Plan } from './need.ts'

/** The number of parallel files: each takes a core. */
const PROCESSES = 2
/** Idle processes end for so much, and so does the one that took it: the allocators of decoders keep what they had. */
const LARGE_BYTES = 2 * PROCESS_BYTES
const MAX_WAITING = 10_000
const TIME_LIMIT_MS = { measure: 15_000, inspect: 60_000, first_page: 15_000, extract_text: 60_000 }
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

export interface MediaOptions {
  /** What the processes may take together; by default a share of the memory. */
  memory_bytes?: number | undefined
  /** Its script; another one in tests. */
  entry?: string
}

const SMALL: Plan = { bytes: PROCESS_BYTES, shrink: 1 }

type TaskOf<Name extends MediaTask['task']> = Omit<MediaTask & { task: Name }, 'task'>

/** Looks into files for the people who uploaded them, who take turns. */
export class Media {
  readonly #allowance: MemoryAllowance
  readonly #clock: Clock
  readonly #turnstile: Turnstile
  readonly #entry: string
  readonly #idle: { child: ChildProcess; end: Timer }[] = []
  readonly #children = new Set<ChildProcess>()
  #closed = false

  constructor(clock: Clock, { memory_bytes = allowanceOf(), entry = ENTRY }: MediaOptions = {}) {
    this.#clock = clock
    this.#entry = entry
    this.#allowance = new MemoryAllowance(memory_bytes)
    // A process is left for the others, whatever one person uploads.
    const turns = { at_once: PROCESSES, at_once_each: PROCESSES - 1 }
    this.#turnstile = new Turnstile({ ...turns, max_waiting: MAX_WAITING })
  }

  get isClosed(): boolean {
    return this.#closed
  }

  /** @throws MediaFailed `too_demanding` also for a picture that never fits into the memory */
  async inspect(task: TaskOf<'inspect'>, user_id: string): Promise<Inspection> {
    return (await this.#inTurn(user_id, async () => {
      const { bytes, shrink } = task.unchanged ? SMALL : await this.#plan(task)
      return this.#run({ ...task, task: 'inspect', shrink }, bytes)
    })) as Inspection
  }

  /** Of a PDF. @throws MediaFailed */
  async firstPage(task: TaskOf<'first_page'>, user_id: string): Promise<FirstPage> {
    const run = () => this.#run({ ...task, task: 'first_page' }, DOCUMENT_BYTES)
    return (await this.#inTurn(user_id, run)) as FirstPage
  }

  /** @throws MediaFailed */
  async extractText(task: TaskOf<'extract_text'>, user_id: string): Promise<ExtractedText> {
    const run = () => this.#run({ ...task, task: 'extract_text' }, DOCUMENT_BYTES)
    return (await this.#inTurn(user_id, run)) as ExtractedText
  }

  close(): void {
    this.#closed = true
    for (const { end } of this.#idle) end.cancel()
    for (const child of this.#children) child.kill('SIGKILL')
  }

  #inTurn(user_id: string, run: () => Promise<MediaResult>): Promise<MediaResult> {
    return this.#turnstile.pass({ who: [user_id] }, run)
  }

  /** By the header alone, which takes little. */
  async #plan({ source, filename, max_pixels }: TaskOf<'inspect'>): Promise<Plan> {
    const task = { task: 'measure', source, filename, max_pixels } as const
    const { shape } = (await this.#run(task, PROCESS_BYTES)) as Measured
    if (!shape) return SMALL
    const plan = planOf(shape, this.#allowance.bytes)
    if (!plan) throw new MediaFailed('The picture needs more memory than there is.', 'too_demanding')
    return plan
  }

  async #run(task: MediaTask, bytes: number): Promise<MediaResult> {
    try {
      return await this.#allowance.hold(bytes, () => this.#perform(task, bytes))
    } catch (error) {
      if (!(error instanceof MediaFailed) || error.lack !== 'no_memory' || this.#closed) throw error
      // It took more than was to be expected: with the memory of all others, and of idle processes.
      return this.#allowance.hold(Infinity, () => this.#perform(task, Infinity))
    }
  }

  async #perform(task: MediaTask, bytes: number): Promise<MediaResult> {
    if (this.#closed) throw new MediaFailed('closing')
    const child = this.#take()
    const isLarge = bytes >= LARGE_BYTES
    if (isLarge) this.#endIdle()
    const result = await this.#ask(child, task)
    if (isLarge) child.kill('SIGKILL')
    else this.#putBack(child)
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
