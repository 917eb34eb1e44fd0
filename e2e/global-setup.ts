// One server for each worker, for the whole run: a start costs as much as several tests.
import type { TestProject } from 'vitest/node'
import { LecternServer } from './server.ts'

export interface SharedServer {
  port: number
  dataDir: string
}

declare module 'vitest' {
  export interface ProvidedContext {
    servers: SharedServer[]
  }
}

/** For vitest's `globalSetup`, which takes the default export. */
export default async (project: TestProject): Promise<() => Promise<void>> => {
  const workers = Array.from({ length: Number(project.config.maxWorkers) || 1 })
  const servers = await Promise.all(workers.map(() => LecternServer.start()))
  project.provide(
    'servers',
    servers.map(({ port, dataDir }) => ({ port, dataDir })),
  )
  return async () => void (await Promise.all(servers.map((server) => server.close())))
}
