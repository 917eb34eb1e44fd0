import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { isRoot, needProgram } from '../../../../scripts/programs.ts'
import { acquireLock, HOLDER_FILE, LOCK_FILE, lockHolder } from './lock.ts'

const CHILD = fileURLToPath(new URL('../testing/lock-child.ts', import.meta.url))
const HOLD = [process.execPath, '--conditions=lectern-source', '--no-warnings', CHILD]
const AS_ROOT = isRoot() ? [] : ['--user', '--map-root-user']
const NAMESPACE = [needProgram('unshare'), ...AS_ROOT, '--pid', '--fork', '--kill-child']

/** As the system shows it: Z for a dead process that its parent has not noticed. */
const stateOf = (pid: number): string | undefined =>
  process.platform === 'linux'
    ? readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.[0]
    : spawnSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' }).stdout.trim()[0]

describe('the lock', () => {
  let data_dir: string
  const children: ChildProcess[] = []
  beforeEach(() => (data_dir = mkdtempSync(join(tmpdir(), 'lectern-lock-'))))
  afterEach(async () => {
    for (const child of children.splice(0)) {
      child.kill('SIGKILL')
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
    }
    rmSync(data_dir, { recursive: true })
  })

  /** Starts a process that holds the lock; returns its id, as it knows it. */
  const hold = async (command: string, args: string[]): Promise<{ child: ChildProcess; pid: number }> => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'] })
    children.push(child)
    const [text] = (await once(child.stdout, 'data')) as [Buffer]
    return { child, pid: Number(text) }
  }

  it('is held by one at a time, and names that one', async () => {
    const { pid } = await hold(HOLD[0]!, [...HOLD.slice(1), data_dir])
    expect(() => acquireLock(data_dir)).toThrow(`Another Lectern (process ${pid} on `)
    expect(lockHolder(data_dir)).toContain(`process ${pid} on `)
  })

  it('is free again after its release', () => {
    acquireLock(data_dir).release()
    expect(lockHolder(data_dir)).toBeUndefined()
    const again = acquireLock(data_dir)
    expect(readdirSync(data_dir).sort()).toEqual([HOLDER_FILE, LOCK_FILE])
    expect(lockHolder(data_dir)).toContain(`process ${process.pid}`)
    again.release()
    expect(existsSync(join(data_dir, HOLDER_FILE))).toBe(false)
  })

  it('is held against its own process, too', () => {
    const lock = acquireLock(data_dir)
    expect(() => acquireLock(data_dir)).toThrow(`process ${process.pid} on `)
    const other = spawnSync(HOLD[0]!, [...HOLD.slice(1), data_dir], { encoding: 'utf8' })
    expect(other.stderr).toContain('Another Lectern')
    lock.release()
  })

  it('S28 is not a number in a file: what is written there refuses nobody', () => {
    for (const content of [`process ${process.ppid} on here`, '', 'rubbish']) {
      writeFileSync(join(data_dir, HOLDER_FILE), content)
      acquireLock(data_dir).release()
    }
  })

  it('is looked at without making anything', () => {
    expect(lockHolder(data_dir)).toBeUndefined()
    expect(readdirSync(data_dir)).toEqual([])
  })

  it('S28 holds between two containers, which count processes apart', async () => {
    const tried = spawnSync(NAMESPACE[0]!, [...NAMESPACE.slice(1), 'true'], { encoding: 'utf8' })
    expect(tried, 'this machine must allow process namespaces').toMatchObject({ status: 0 })
    const { pid } = await hold(NAMESPACE[0]!, [...NAMESPACE.slice(1), ...HOLD, data_dir])
    expect(pid).toBeLessThan(10)
    expect(() => acquireLock(data_dir)).toThrow('Another Lectern')
    const second = spawnSync(NAMESPACE[0]!, [...NAMESPACE.slice(1), ...HOLD, data_dir], { encoding: 'utf8' })
    expect(second.status).toBe(1)
    expect(second.stderr).toContain('Another Lectern')
  })

  it('S28 ends with a killed process, also when its parent has not noticed', async () => {
    // `exec` leaves a parent that never asks for its children.
    const line = `"$@" & exec sleep 600`
    const { pid } = await hold('sh', ['-c', line, 'sh', ...HOLD, data_dir])
    process.kill(pid, 'SIGKILL')
    await expect.poll(() => stateOf(pid)).toBe('Z')
    acquireLock(data_dir).release()
    expect(readdirSync(data_dir)).toEqual([LOCK_FILE])
  })
})
