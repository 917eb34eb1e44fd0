// The real server in a process on its own data, so that a test can kill it like a power cut would.
import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { COMPILE_CACHE } from '../apps/server/src/testing/compile-cache.ts'
import { freePort } from '../apps/server/src/testing/free-port.ts'

const root = join(import.meta.dirname, '..')
const command = join(root, 'apps/server/bin/lectern.js')
const START_LIMIT_MS = 60_000

export const PASSWORD = 'chalk-and-slate-42'

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

export class LecternServer {
  readonly url: string
  readonly port: number
  /** The folder of all its data; write to it only while it is down. */
  readonly dataDir = mkdtempSync(join(tmpdir(), 'lectern-e2e-'))
  readonly #env: Record<string, string>
  #child: ChildProcess | undefined
  #output = ''

  /** `env`: settings besides the common ones. */
  static async start(env: Record<string, string> = {}): Promise<LecternServer> {
    if (!existsSync(join(root, 'apps/web/dist/index.html'))) throw new Error('Build first: npm run build')
    const server = new LecternServer(await freePort(), env)
    await server.start()
    return server
  }

  private constructor(port: number, env: Record<string, string>) {
    this.port = port
    this.url = `http://127.0.0.1:${port}`
    this.#env = env
  }

  /** The server's output so far. */
  get output(): string {
    return this.#output
  }

  /** Its log lines about this event, in order; most need level `info`. */
  events(name: string): Record<string, unknown>[] {
    return this.#output
      .split('\n')
      .filter((line) => line.includes(`"msg":"${name}"`))
      .map((line) => JSON.parse(line) as Record<string, unknown>)
  }

  /** Does nothing if it runs already. */
  async start(): Promise<void> {
    if (this.#isRunning) return
    const child = spawn(process.execPath, [command, 'serve'], {
      env: {
        PATH: process.env.PATH,
        NODE_COMPILE_CACHE: COMPILE_CACHE,
        PORT: String(this.port),
        HOST: '127.0.0.1',
        LECTERN_DATA_DIR: this.dataDir,
        LECTERN_ENV_FILE: '/dev/null',
        LECTERN_LOG_LEVEL: 'warn',
        LECTERN_DEMO: '1',
        LECTERN_DEMO_PASSWORD: PASSWORD,
        LECTERN_DEMO_ADMIN_PASSWORD: PASSWORD,
        ...this.#env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const keep = (chunk: Buffer) => void (this.#output += chunk.toString())
    child.stdout.on('data', keep)
    child.stderr.on('data', keep)
    this.#child = child
    await this.#ready()
  }

  /** SIGKILL: no goodbye, nothing flushed. */
  kill(): Promise<void> {
    return this.#end('SIGKILL')
  }

  async close(): Promise<void> {
    await this.#end('SIGTERM')
    rmSync(this.dataDir, { recursive: true, force: true })
  }

  async #ready(): Promise<void> {
    const deadline = Date.now() + START_LIMIT_MS
    while (Date.now() < deadline && this.#child?.exitCode === null) {
      const answer = await fetch(`${this.url}/readyz`).catch(() => undefined)
      if (answer?.ok) return
      await pause(50)
    }
    throw new Error(`The server did not become ready:\n${this.#output}`)
  }

  get #isRunning(): boolean {
    return this.#child?.exitCode === null && this.#child.signalCode === null
  }

  async #end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    const child = this.#child
    if (!child || !this.#isRunning) return
    const gone = new Promise((resolve) => child.once('exit', resolve))
    child.kill(signal)
    await gone
  }
}
