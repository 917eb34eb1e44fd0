import type { Fault } from '../fault.ts'
import type { Violation } from '../history-checker.ts'
import { cutPower, type CutResult } from '../power-cut/power-cut.ts'

/** The same cuts with weaker syncing; enough of them to be sure that the trial can fail. */
const CONTROL_CUTS = 20

export const powerCut: Fault = {
  name: 'power-cut',
  fault: 'the power goes while the database writes',
  pass: 'every acknowledged row is there and the file is whole; with synchronous=NORMAL most cuts lose rows',
  waits: false,
  trials: { ci: 30, full: 300 },
  run: async ({ trials, seed }) => {
    const violations = cutPower(trials, seed, 'FULL').flatMap(judge)
    const control = cutPower(CONTROL_CUTS, seed, 'NORMAL')
    const losing = control.filter(({ lost }) => lost.length > 0).length
    if (losing * 2 <= control.length) violations.push(insensitiveViolation(losing))
    const notes = [
      `Negative control: synchronous=NORMAL lost acknowledged rows in ${losing} of ${control.length} cuts.`,
    ]
    return { trials, violations, recovery_ms: [], notes }
  },
}

const judge = ({ at, acknowledged, lost, corruption }: CutResult): Violation[] => {
  const found: Violation[] = []
  if (corruption !== undefined)
    found.push({
      invariant: 'I1',
      sentence: `A cut after operation ${at} damaged the file: ${corruption}.`,
      ids: [],
    })
  if (lost.length > 0)
    found.push({
      invariant: 'I1',
      sentence: `A cut after operation ${at} lost ${lost.length} of ${acknowledged} acknowledged rows.`,
      ids: lost.map(String),
    })
  return found
}

const insensitiveViolation = (losing: number): Violation => ({
  invariant: 'I1',
  sentence: `The power cut proves nothing: its negative control lost rows in only ${losing} of ${CONTROL_CUTS} cuts.`,
  ids: [],
})
