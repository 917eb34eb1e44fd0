import { expect, vi } from 'vitest'
import type { TestServer } from './create-test-server.ts'

const WAIT = { timeout: 60_000, interval: 20 }

/** Resolves when what one node told so far has arrived at the other. */
export const arrives = async (from: TestServer, to: TestServer): Promise<void> => {
  const heard: string[] = []
  const stop = to.ctx.bus.subscribe('job_ended', ({ key }) => void heard.push(key))
  await vi.waitFor(() => {
    from.ctx.bus.publish('job_ended', { kind: 'a test', key: 'linked' })
    expect(heard).toContain('linked')
  }, WAIT)
  stop()
}
