import type { Clock } from './clock.ts'
import { deferred } from './deferred.ts'

/** The work did not end in time; it may go on. */
export class TooLate extends Error {}

/** Resolves as `work` does. @throws TooLate if that takes longer than `limitMs` */
export const inTime = <T>(clock: Clock, limitMs: number, work: Promise<T>): Promise<T> => {
  const { promise, resolve, reject } = deferred<T>()
  const cancel = clock.after(limitMs, () => reject(new TooLate(`No answer within ${limitMs} ms`)))
  work.then(resolve, reject)
  return promise.finally(cancel)
}
