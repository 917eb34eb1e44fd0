import { inject } from 'vitest'
import type { StageServer } from './stage.ts'

/** The server that `global-setup.ts` started for this worker. */
export const sharedServer = (): StageServer => {
  const servers = inject('servers')
  const worker = Number(process.env['VITEST_POOL_ID'] ?? 1) - 1
  const mine = servers[worker % servers.length]
  if (!mine) throw new Error('No server was started for this run')
  return { url: `http://127.0.0.1:${mine.port}`, dataDir: mine.dataDir }
}
