import { expect, it } from 'vitest'
import { writeCard, type CardRow } from './report.ts'

const row: CardRow = {
  name: 'power-cut',
  fault: 'the power goes',
  pass: 'nothing is lost',
  trials: 300,
  violations: [],
  notes: [],
  commit: 'abc1234',
  seed: 7,
  date: '2026-11-23',
  machine: 'Linux',
}

const card = (more: Partial<CardRow>) => writeCard([{ ...row, ...more }])

it('shows trials, the bound of the rule of three, and recovery', () => {
  const text = card({ recovery: { p50: 1_000, p99: 1_980 } })
  expect(text).toContain('on Linux.\n300 trials, 0 violations.')
  expect(text).toContain('| power-cut: the power goes | nothing is lost | 300 | 0 | ≤ 1 % | 1.0 s | 2.0 s |')
  expect(text).toContain('| 2026-11-23, abc1234, seed 7 |')
})

it('lists each violation and then claims no bound', () => {
  const text = card({ violations: [{ invariant: 'I1', sentence: 'It is gone.', ids: ['m1'] }] })
  expect(text).toContain('300 trials, 1 violation.')
  expect(text).toContain('| 300 | 1 | – | – | – | 2026-11-23')
  expect(text).toContain('## Violations under power-cut\n\n- I1 It is gone. m1')
})

it('adds other measurements', () => {
  expect(card({ notes: ['NORMAL lost rows.'] })).toContain('- power-cut: NORMAL lost rows.')
})
