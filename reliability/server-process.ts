import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Failpoint } from '../apps/server/src/platform/failpoints.ts'
import type { Command } from './inside-server.ts'

const SERVER = join(import.meta.dirname, '../apps/server')
/** A busy machine is slow, not wrong. */
const START_WITHIN_MS = 240_000
const LOG_CHARS = 20_000

/** Whether a server of this process has saved its compiled code. */
let keepsCompiled = false

/** The real, built server in a process of its own. */
export class ServerProcess {
  readonly port: number
  readonly #child: ChildProcess
  #log = ''

  /** Resolves when it is ready for traffic. `built`: the folder of another server than that of the checkout. */
  static async start(
    data_dir: string,
    port: number,
    env: Record<string, string> = {},
    built = SERVER,
  ): Promise<ServerProcess> {
    if (!existsSync(join(built, 'dist/cli/cli.js')))
      throw new Error('The server is not built: run `npm run build`.')
    const server = new ServerProcess(data_dir, port, { env, built })
    await server.#ready()
    await server.#keepCompiled()
    return server
  }

  private constructor(
    data_dir: string,
    port: number,
    { env, built }: { env: Record<string, string>; built: string },
  ) {
    this.port = port
    const inside = join(import.meta.dirname, 'inside-server.ts')
    this.#child = fork(join(built, 'bin/lectern.js'), ['serve'], {
      execArgv: ['--import', inside, '--expose-gc'],
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      env: {
        PATH: process.env['PATH'],
        NODE_ENV: 'test',
        NODE_COMPILE_CACHE: join(tmpdir(), 'lectern-reliability', 'compile-cache'),
        PORT: String(port),
        HOST: '127.0.0.1',
        LECTERN_DATA_DIR: data_dir,
        LECTERN_ENV_FILE: '/dev/null',
        LECTERN_DEMO: '0',
        // One person stands for many.
        LECTERN_BUDGET_FACTOR: '1000',
        LECTERN_LOG_LEVEL: 'warn',
        ...env,
      },
    })
    for (const stream of [this.#child.stdout, this.#child.stderr])
      stream
        ?.setEncoding('utf8')
        .on('data', (text: string) => (this.#log = (this.#log + text).slice(-LOG_CHARS)))
  }

  /** Calls with each log line about this event, from now on. */
  onEvent(event: string, listener: (facts: Record<string, unknown>) => void): void {
    if (!this.#child.stdout) return
    createInterface(this.#child.stdout).on('line', (line) => {
      if (line.includes(`"msg":"${event}"`)) listener(JSON.parse(line) as Record<string, unknown>)
    })
  }

  get pid(): number {
    return this.#child.pid ?? 0
  }

  get running(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null
  }

  /** Resolves when the process has ended, for any reason. */
  async ended(): Promise<void> {
    if (this.running) await once(this.#child, 'exit')
  }

  /** Like the power button. */
  async kill(): Promise<void> {
    this.#child.kill('SIGKILL')
    await this.ended()
  }

  /** Like an operator: it drains. */
  async stop(): Promise<void> {
    this.#child.kill('SIGTERM')
    await this.ended()
  }

  /** Suspends the process; its sockets stay open and do not answer. */
  freeze(): void {
    this.#child.kill('SIGSTOP')
  }

  thaw(): void {
    this.#child.kill('SIGCONT')
  }

  async dieAt(point: Failpoint, nth: number): Promise<void> {
    await this.#command({ type: 'die_at', point, nth })
  }

  async stepClock(offset_ms: number): Promise<void> {
    await this.#command({ type: 'step_clock', offset_ms })
  }

  /** Its used memory: heap and buffers, after garbage collection. */
  memoryBytes(): Promise<number> {
    return this.#command({ type: 'measure_memory' })
  }

  /** Compiling takes half of a start, so the first server saves it for all later ones. */
  async #keepCompiled(): Promise<void> {
    if (keepsCompiled) return
    keepsCompiled = true
    await this.#command({ type: 'keep_compiled' })
  }

  async #command(command: Command): Promise<number> {
    const done = once(this.#child, 'message')
    this.#child.send(command)
    const [answer] = (await done) as [number]
    return answer
  }

  async #ready(): Promise<void> {
    const deadline = performance.now() + START_WITHIN_MS
    while (this.running && performance.now() < deadline) {
      const answer = await fetch(`http://127.0.0.1:${this.port}/readyz`).catch(() => undefined)
      if (answer?.ok) return
      await sleep(20)
    }
    this.#child.kill('SIGKILL')
    throw new Error(`The server did not start:\n${this.#log}`)
  }
}
