// Moments at which the reliability proof stops the process, to show that nothing acknowledged is lost there. The product
// itself never arms one: only code that is loaded into the process beside it can (reliability/inside-server.ts).
export type Failpoint = 'before_commit' | 'after_commit'

/** Under this key of `globalThis` stands what a failpoint does. */
const ARMED = Symbol.for('lectern.failpoint')

/** Passes, unless the process was started to die here. */
export const failpoint = (name: Failpoint): void => {
  const { [ARMED]: reach } = globalThis as { [ARMED]?: (name: Failpoint) => void }
  reach?.(name)
}
