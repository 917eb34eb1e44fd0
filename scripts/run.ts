import { spawn } from 'node:child_process'
import { delimiter, join } from 'node:path'

export const root = join(import.meta.dirname, '..')

/** Takes a program's output; by default it goes to this terminal. */
export type Output = (chunk: Buffer) => void

export interface RunOptions {
  env?: Record<string, string>
  output?: Output | undefined
}

const environment = (extra: Record<string, string>): NodeJS.ProcessEnv => ({
  ...process.env,
  PATH: join(root, 'node_modules', '.bin') + delimiter + (process.env.PATH ?? ''),
  ...extra,
})

/** Runs a program of the workspace; true on success. */
export const run = (
  command: string,
  args: readonly string[],
  { env = {}, output }: RunOptions = {},
): Promise<boolean> =>
  new Promise((resolve) => {
    const sink = output === undefined ? 'inherit' : 'pipe'
    const child = spawn(command, args, {
      cwd: root,
      env: environment(env),
      stdio: ['ignore', sink, sink],
    })
    if (output !== undefined) {
      child.stdout?.on('data', output)
      child.stderr?.on('data', output)
    }
    child.on('error', (error) => {
      console.error(`${command}: ${error.message}`)
      resolve(false)
    })
    child.on('close', (code) => resolve(code === 0))
  })
