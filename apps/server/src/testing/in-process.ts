import { vi } from 'vitest'
import { run } from '../cli/cli.ts'

/** Runs a command in this process; returns its output and exit code. */
export const inProcess = async (...args: string[]) => {
  const [out, error] = [vi.spyOn(console, 'log'), vi.spyOn(console, 'error')]
  for (const printing of [out, error]) printing.mockReturnValue(undefined)
  // The suite has variables of its own, and a command refuses what is not a setting.
  for (const name of Object.keys(process.env)) if (name.startsWith('LECTERN_')) vi.stubEnv(name, undefined)
  await run(args)
  const code = process.exitCode
  process.exitCode = undefined
  const printed = (printing: typeof out) => printing.mock.calls.map(([text]) => `${text}\n`).join('')
  const ended = { code, stdout: printed(out), stderr: printed(error) }
  vi.restoreAllMocks()
  vi.unstubAllEnvs()
  return ended
}
