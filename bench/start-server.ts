import { spawn, type ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

/** What the accounts of a bench sign in with. */
export const PASSWORD = 'bench-password'

/** The built server as a process of its own, on a free port; `settings` as in its environment. */
export const startServer = async (
  data_dir: string,
  settings: Record<string, string> = {},
): Promise<{ child: ChildProcess; port: number }> => {
  const command = join(import.meta.dirname, '../apps/server/bin/lectern.js')
  const child = spawn(process.execPath, [command, 'serve'], {
    env: {
      ...process.env,
      PORT: '0',
      HOST: '127.0.0.1',
      LECTERN_DATA_DIR: data_dir,
      LECTERN_DEMO: '0',
      // One person stands for many.
      LECTERN_BUDGET_FACTOR: '1000',
      LECTERN_DEMO_PASSWORD: PASSWORD,
      LECTERN_LOG_LEVEL: 'info',
      ...settings,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  for await (const line of createInterface({ input: child.stdout })) {
    const port = /"port":(\d+)/.exec(line)?.[1]
    if (port === undefined) continue
    child.stdout.resume()
    return { child, port: Number(port) }
  }
  throw new Error('The server ended before it listened')
}
