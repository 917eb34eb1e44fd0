// One server for each data folder: a lock file with the process id, which does no harm after its process has
// ended.
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { OperatorError } from '../platform/errors.ts'

export const LOCK_FILE = 'lectern.lock'

export interface Lock {
  release(): void
}

/** @throws OperatorError while another server holds it */
export const acquireLock = (data_dir: string): Lock => {
  const file = join(data_dir, LOCK_FILE)
  const holder = lockHolder(data_dir)
  if (holder !== undefined)
    throw new OperatorError(`Another Lectern (process ${holder}) uses ${data_dir}; stop it first.`)
  rmSync(file, { force: true })
  try {
    writeFileSync(file, `${process.pid} ${startOf(process.pid) ?? ''}`, { flag: 'wx', mode: 0o600 })
  } catch {
    throw new OperatorError(`Another Lectern is just starting on ${data_dir}, or ${file} cannot be written.`)
  }
  return { release: () => rmSync(file, { force: true }) }
}

/** The process id of the server that uses the folder now. */
export const lockHolder = (data_dir: string): number | undefined => {
  const [pid = 0, started] = readLock(join(data_dir, LOCK_FILE))
  if (pid === 0 || pid === process.pid || !isAlive(pid)) return undefined
  // After a restart of the machine the id may belong to another process.
  return started !== '' && startOf(pid) !== undefined && startOf(pid) !== started ? undefined : pid
}

const readLock = (file: string): [number, string] => {
  try {
    const [pid = '', started = ''] = readFileSync(file, 'utf8').split(' ')
    return [Number(pid) || 0, started]
  } catch {
    return [0, '']
  }
}

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** The start of the process in ticks since the machine started; only Linux gives it. */
const startOf = (pid: number): string | undefined => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]
  } catch {
    return undefined
  }
}
