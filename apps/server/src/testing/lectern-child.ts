// The command line in a process of its own: for tests that need a real process, such as signals and locks.
import { spawn, type ChildProcess } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { COMPILE_CACHE } from './compile-cache.ts'
import { freePort } from './free-port.ts'

const SCRIPT = fileURLToPath(new URL('cli-child.ts', import.meta.url))

export interface ProcessExit {
  code: number | null
  stdout: string
  stderr: string
}

export class LecternChild {
  readonly process: ChildProcess
  readonly ended: Promise<ProcessExit>
  stdout = ''
  stderr = ''

  constructor(args: string[], env: Record<string, string>) {
    const { PATH = '', TMPDIR } = process.env
    this.process = spawn(
      process.execPath,
      ['--conditions=lectern-source', '--no-warnings', SCRIPT, ...args],
      {
        env: {
          PATH,
          ...(TMPDIR && { TMPDIR }),
          NODE_COMPILE_CACHE: COMPILE_CACHE,
          LECTERN_ENV_FILE: '/dev/null',
          ...env,
        },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    )
    this.process.stdout?.on('data', (chunk) => (this.stdout += String(chunk)))
    this.process.stderr?.on('data', (chunk) => (this.stderr += String(chunk)))
    this.ended = new Promise((resolve) =>
      this.process.once('close', (code) => resolve({ code, stdout: this.stdout, stderr: this.stderr })),
    )
  }

  signal(name: NodeJS.Signals): void {
    this.process.kill(name)
  }

  async kill(): Promise<void> {
    this.process.kill('SIGKILL')
    await this.ended
  }
}

export const runLectern = (args: string[], env: Record<string, string>): Promise<ProcessExit> =>
  new LecternChild(args, env).ended

/** Waits until it accepts requests; returns its URL. */
export const serveLectern = async (
  env: Record<string, string>,
): Promise<{ child: LecternChild; url: string; port: number }> => {
  const port = await freePort()
  const child = new LecternChild(['serve'], { ...env, HOST: '127.0.0.1', PORT: String(port) })
  const url = `http://127.0.0.1:${port}`
  const isEnded = child.ended.then(({ stderr }) => {
    throw new Error(`lectern serve ended: ${stderr}`)
  })
  await Promise.race([isEnded, untilReady(url)])
  isEnded.catch(() => {})
  return { child, url, port }
}

const untilReady = async (url: string): Promise<void> => {
  for (;;) {
    const response = await fetch(`${url}/readyz`).catch(() => undefined)
    if (response?.ok) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}
