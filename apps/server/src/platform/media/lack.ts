// A file that could not be looked into is not always at fault: the machine may have had no memory, no room or no time.
// What lacks is told apart from what cannot be read, because it may pass by itself.
import type { FileLack } from '@lectern/protocol'
import { TOO_DEMANDING_SIGNAL } from './inspection.ts'

const OF_CODES: readonly [RegExp, FileLack][] = [
  [/^(ENOSPC|EDQUOT|EFBIG|EROFS|EIO)$/, 'no_space'],
  [/^(ENOMEM|EMFILE|ENFILE|EAGAIN|ERR_MEMORY_ALLOCATION_FAILED|ERR_WORKER_OUT_OF_MEMORY)$/, 'no_memory'],
]

/** Libraries have no codes for it. */
const OF_WORDS: readonly [RegExp, FileLack][] = [
  [/No space left|Disk quota|write error|ENOSPC|EDQUOT/i, 'no_space'],
  [
    /out of memory|(?:un|not )able to allocate|cannot allocate|allocation failed|ENOMEM|bad_alloc/i,
    'no_memory',
  ],
]

/** What lacked when this error was thrown; undefined if nothing did. */
export const lackOf = (error: unknown): FileLack | undefined => {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const message = error instanceof Error ? error.message : String(error)
  const found =
    OF_CODES.find(([codes]) => codes.test(code)) ?? OF_WORDS.find(([words]) => words.test(message))
  return found?.[1]
}

/** For the person whose file it is. */
export const LACKS: Record<FileLack, string> = {
  no_memory:
    'The server has too little memory for this file at the moment. Try again later, or with a smaller one.',
  no_space: 'The server has no room for this file at the moment. Try again later.',
  too_slow: 'Looking into the file took too long. Try again later, or with a smaller or simpler one.',
  too_demanding:
    'The file needs more memory than the server gives to one file. Try a smaller or simpler one.',
}

/** For a file that is read as far as it goes: what lacked is no fault of the file. */
export const throwLack = (error: unknown): void => {
  if (lackOf(error) !== undefined) throw error
}

/** What lacked when a process ended by this signal, which its parent did not send. */
export const lackOfSignal = (signal: string | null): FileLack | undefined => {
  if (signal === TOO_DEMANDING_SIGNAL) return 'too_demanding'
  // By the system, which needs its memory elsewhere.
  return signal === 'SIGKILL' ? 'no_memory' : undefined
}
