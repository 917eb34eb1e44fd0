import { expect, it } from 'vitest'
import type { Fault, FaultResult } from './fault.ts'
import { writeCard } from './report.ts'

const result = (more: Partial<FaultResult>): FaultResult => ({
  trials: 300,
  violations: [],
  recovery_ms: [],
  notes: [],
  ...more,
})

const fault: Fault = {
  name: 'power-cut',
  fault: 'the power goes',
  pass: 'nothing is lost',
  waits: false,
  trials: { ci: 30, full: 300 },
  run: async () => result({}),
}

const card = (...results: FaultResult[]) =>
  writeCard({
    commit: 'abc1234',
    seed: 7,
    date: '2026-11-23',
    machine: 'Linux',
    rows: results.map((result) => ({ fault, result, seconds: 1 })),
  })

it('shows trials, the bound of the rule of three, and recovery', () => {
  const recovery_ms = Array.from({ length: 100 }, (_, index) => (index + 1) * 20)
  const text = card(result({ recovery_ms }))
  expect(text).toContain('at commit abc1234, seed 7, Linux.\n300 trials, 0 violations.')
  expect(text).toContain('| power-cut: the power goes | nothing is lost | 300 | 0 | ≤ 1 % | 1.0 s | 2.0 s |')
})

it('tells each violation and then claims no bound', () => {
  const text = card(result({ violations: [{ invariant: 'I1', sentence: 'It is gone.', ids: ['m1'] }] }))
  expect(text).toContain('300 trials, 1 violation.')
  expect(text).toContain('| 300 | 1 | – | – | – |')
  expect(text).toContain('## Violations under power-cut\n\n- I1 It is gone. m1')
})

it('adds what else was measured', () => {
  expect(card(result({ notes: ['NORMAL lost rows.'] }))).toContain('- power-cut: NORMAL lost rows.')
})
