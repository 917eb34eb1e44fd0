// A media process on a machine that is short of something. The name of the source says of what.
import { existsSync, rmSync, watch, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { MediaReply, MediaTask } from '../platform/media/inspection.ts'

type Task = MediaTask & { task: 'inspect' }

const reply = (answer: MediaReply): void => void process.send?.(answer)
const done = { result: { is: 'other', media_type: 'image/jpeg' } } as const

/** Resolves once the file is there. */
const isThere = async (folder: string, name: string): Promise<void> => {
  const { promise, resolve } = Promise.withResolvers<void>()
  const look = () => existsSync(join(folder, name)) && resolve()
  const watcher = watch(folder, look)
  look()
  await promise
  watcher.close()
}

const ACTS: Record<string, (task: Task) => Promise<void> | void> = {
  /** Takes the memory until another one has died of it. */
  large: async ({ folder }) => {
    writeFileSync(join(folder, 'taken'), '')
    await isThere(folder, 'died')
    rmSync(join(folder, 'taken'))
    reply(done)
  },
  /** Needs the memory that the large one has: the system ends it. */
  second: async ({ folder }) => {
    if (!existsSync(join(folder, 'died'))) {
      await isThere(folder, 'taken')
      writeFileSync(join(folder, 'died'), '')
      process.kill(process.pid, 'SIGKILL')
    }
    reply(existsSync(join(folder, 'taken')) ? { error: 'Still not alone.' } : done)
  },
  killed: () => void process.kill(process.pid, 'SIGKILL'),
  guarded: () => void process.kill(process.pid, 'SIGUSR2'),
  crashed: () => void process.kill(process.pid, 'SIGSEGV'),
  full: () => reply({ error: 'Error: no room', lack: 'no_space' }),
  slow: ({ folder }) => writeFileSync(join(folder, 'begun'), ''),
}

process.on('message', (task: Task) => void ACTS[task.source]?.(task))
