// Gives files to the media process, one at a time for each process, and starts another when one dies or hangs.
import { fork, type ChildProcess } from 'node:child_process'
import { extname, join } from 'node:path'
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

/** The number of parallel files: each takes a core and the memory of an image. */
const PROCESSES = 2
/** A process is left for the others, whatever one person uploads. */
const EACH = PROCESSES - 1
const MAX_WAITING = 10_000
const TIME_LIMIT_MS = { inspect: 60_000, first_page: 15_000, extract_text: 60_000 }
/** An unused process ends: it holds memory. */
const IDLE_MS = 60_000
const HEAP_MB = 384
const ENTRY = join(import.meta.dirname, `media-child${extname(import.meta.filename)}`)

/** The process died of the file, or was ended by the time limit. */
export class MediaFailed extends Error {}

type TaskOf<Name extends MediaTask['task']> = Omit<MediaTask & { task: Name }, 'task'>

/** Looks into files for the people who uploaded them, who take turns. */
export class Media {
  readonly #clock: Clock
  readonly #turnstile = new Turnstile({ at_once: PROCESSES, at_once_each: EACH, max_waiting: MAX_WAITING })
  readonly #idle: { child: ChildProcess; end: Timer }[] = []
  readonly #children = new Set<ChildProcess>()
  #closed = false

  constructor(clock: Clock) {
    this.#clock = clock
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
      if (this.#closed) throw new MediaFailed('closing')
      const child = this.#take()
      const result = await this.#ask(child, task)
      this.#putBack(child)
      return result
    })
  }

  #ask(child: ChildProcess, task: MediaTask): Promise<MediaResult> {
    const { promise, resolve, reject } = Promise.withResolvers<MediaResult>()
    const limit = this.#clock.after(TIME_LIMIT_MS[task.task], () => child.kill('SIGKILL'))
    const died = (): void => reject(new MediaFailed('The media process died.'))
    const answered = (reply: MediaReply): void => {
      if ('result' in reply) return resolve(reply.result)
      child.kill('SIGKILL')
      reject(new MediaFailed(reply.error))
    }
    child.once('exit', died)
    child.once('error', died)
    child.once('message', answered)
    child.send(task)
    return promise.finally(() => {
      limit.cancel()
      child.off('exit', died)
      child.off('error', died)
      child.off('message', answered)
    })
  }

  #take(): ChildProcess {
    for (let idle = this.#idle.pop(); idle; idle = this.#idle.pop()) {
      idle.end.cancel()
      if (idle.child.connected) return idle.child
    }
    // Without the environment: it may have secrets.
    const child = fork(ENTRY, { env: {}, execArgv: [`--max-old-space-size=${HEAP_MB}`], stdio: 'ignore' })
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
