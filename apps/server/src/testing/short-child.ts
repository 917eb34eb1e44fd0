// A media process on a machine that is short of something. The name of the source says of what.
import { existsSync, readdirSync, rmSync, watch, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { MediaReply, MediaTask } from '../platform/media/inspection.ts'

type Task = MediaTask & { task: 'inspect' | 'measure' }

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

/** A picture for which 19 bytes are needed for each pixel. */
const LARGE = {
  ...{ media_type: 'image/avif', pixels: 30_000_000 },
  ...{ deep: false, progressive: false, turned: false },
}

const ACTS: Record<string, (task: MediaTask & { task: 'inspect' }) => Promise<void> | void> = {
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
  /** Looks whether another large picture is in work, for as long as the test wants. */
  picture: async ({ folder, filename }) => {
    const others = readdirSync(folder).filter((name) => name.startsWith('in-'))
    writeFileSync(join(folder, `in-${filename}`), '')
    await isThere(folder, 'go')
    rmSync(join(folder, `in-${filename}`))
    reply(others.length > 0 ? { error: `Beside ${others.join()}.` } : done)
  },
  killed: () => void process.kill(process.pid, 'SIGKILL'),
  guarded: () => void process.kill(process.pid, 'SIGUSR2'),
  crashed: () => void process.kill(process.pid, 'SIGSEGV'),
  full: () => reply({ error: 'Error: no room', lack: 'no_space' }),
  slow: ({ folder }) => writeFileSync(join(folder, 'begun'), ''),
}

const measure = ({ source }: MediaTask & { task: 'measure' }): void => {
  const shape = source === 'picture' ? LARGE : undefined
  reply({ result: { is: 'measured', shape } })
}

process.on('message', (task: Task) => {
  if (task.task === 'measure') measure(task)
  else void ACTS[task.source]?.(task)
})
