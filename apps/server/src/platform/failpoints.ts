// Points at which the reliability tests stop the process, to show that nothing acknowledged is lost there. The
// product itself never arms one: only code that is loaded into the process beside it can
// (reliability/inside-server.ts).
export type Failpoint = 'before_commit' | 'after_commit' | 'before_move_step' | 'after_move_step'

/** The key of `globalThis` with the action of failpoints. */
const ARMED = Symbol.for('lectern.failpoint')

/** Does nothing unless this failpoint is armed. */
export const failpoint = (name: Failpoint): void => {
  const { [ARMED]: reach } = globalThis as { [ARMED]?: (name: Failpoint) => void }
  reach?.(name)
}
