import { isOfStorage } from '../../platform/disk-refusal.ts'
import { Postponed } from '../../platform/jobs/kind.ts'

const LATER_MS = 10_000

/** Storage that is full, silent or refuses may be mended at any time: what needs it goes on then, however late. */
export const whileStored = async (work: () => Promise<void>): Promise<void> => {
  try {
    await work()
  } catch (error) {
    throw isOfStorage(error) ? new Postponed(error, error.refusal.retry_after_ms ?? LATER_MS) : error
  }
}
