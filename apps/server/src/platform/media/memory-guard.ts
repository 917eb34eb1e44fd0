// Runs beside the decoders, which may be too busy to check themselves: their memory outside the heap has no
// limit of its own.
import { TOO_DEMANDING_SIGNAL } from './inspection.ts'

const MAX_BYTES = 1024 ** 3
const LOOK_MS = 100

setInterval(() => {
  if (process.memoryUsage.rss() > MAX_BYTES) process.kill(process.pid, TOO_DEMANDING_SIGNAL)
}, LOOK_MS)
