// A Redis server for tests, on a port of its own and without a disk.
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { freePort } from './free-port.ts'

const READY = 'Ready to accept connections'

export class RedisProcess {
  readonly url: string
  readonly #program: string
  readonly #port: number
  readonly #settings: readonly string[]
  #process: ChildProcess | undefined

  private constructor(program: string, port: number, settings: readonly string[]) {
    this.#program = program
    this.#port = port
    this.#settings = settings
    this.url = `redis://127.0.0.1:${port}`
  }

  /** `settings`: more of its command line. */
  static async start(program: string, settings: readonly string[] = []): Promise<RedisProcess> {
    const redis = new RedisProcess(program, await freePort(), settings)
    await redis.start()
    return redis
  }

  /** Again, after `stop`: it remembers nothing. */
  async start(): Promise<void> {
    const given = ['--port', String(this.#port), '--bind', '127.0.0.1', '--save', '', ...this.#settings]
    const server = spawn(this.#program, given, { stdio: ['ignore', 'pipe', 'ignore'] })
    this.#process = server
    await new Promise<void>((resolve, reject) => {
      let said = ''
      server.stdout.on('data', (chunk: Buffer) => {
        said += chunk.toString()
        if (said.includes(READY)) resolve()
      })
      server.once('exit', () => reject(new Error(`Redis did not start: ${said}`)))
    })
  }

  async stop(): Promise<void> {
    await this.#end('SIGKILL')
  }

  /** It holds its connections and answers nothing, until `wake`. */
  freeze(): void {
    this.#process?.kill('SIGSTOP')
  }

  wake(): void {
    this.#process?.kill('SIGCONT')
  }

  async #end(signal: 'SIGKILL'): Promise<void> {
    const server = this.#process
    if (server?.exitCode !== null || server.signalCode !== null) return
    const ended = once(server, 'exit')
    server.kill(signal)
    await ended
  }
}
