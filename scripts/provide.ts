// Installs the programs that tests need and the machine does not have.
import { findProgram, missingLine, type ProgramName } from './programs.ts'
import type { Output } from './run.ts'

/** What is asked of the machine, and done to it. */
export interface Machine {
  find(name: ProgramName): string | undefined
  mayInstall(): boolean
  /** Reads which packages there are. */
  update(output?: Output): Promise<boolean>
  /** Installs the packages of these programs, all or none. */
  install(names: readonly ProgramName[], output?: Output): Promise<boolean>
}

type Provide = (names: readonly ProgramName[], output?: Output) => Promise<string[]>

/**
 * Provides programs, and returns a line for each that cannot be had. Lanes ask at the same time and apt serves one
 * at a time: so does this.
 */
export const providerOn = (machine: Machine): Provide => {
  const tried = new Set<ProgramName>()
  let updated: Promise<boolean> | undefined
  let last: Promise<unknown> = Promise.resolve()

  const installMissing = async (names: readonly ProgramName[], output?: Output): Promise<void> => {
    const wanted = names.filter((name) => machine.find(name) === undefined && !tried.has(name))
    if (wanted.length === 0 || !machine.mayInstall()) return
    for (const name of wanted) tried.add(name)
    await (updated ??= machine.update(output))
    if (await machine.install(wanted, output)) return
    // One that cannot be had keeps the others away.
    if (wanted.length > 1) for (const name of wanted) await machine.install([name], output)
  }

  return (names, output) => {
    const turn = last.then(() => installMissing(names, output))
    last = turn.catch(() => {})
    return turn.then(() => names.filter((name) => machine.find(name) === undefined).map(missingLine))
  }
}

/** `CHROMIUM_PATH` may name another Chromium for the tests. */
export const findChosen = (name: ProgramName): string | undefined =>
  (name === 'chromium-headless-shell' && process.env['CHROMIUM_PATH']) || findProgram(name)
