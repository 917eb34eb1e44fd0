import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { CardRecord } from './record.ts'
import type { CardRow } from './report.ts'

const row = (name: string, trials: number): CardRow => ({
  name,
  fault: 'something goes wrong',
  pass: 'nothing is lost',
  trials,
  violations: [],
  notes: [],
  commit: 'abc1234',
  seed: 7,
  date: '2026-11-23',
  machine: 'Linux',
})

it('keeps the rows of an earlier run, in the order of the matrix, until they are run again', () => {
  const file = join(mkdtempSync(join(tmpdir(), 'lectern-card-')), 'card.md')
  const order = ['sync', 'power-cut', 'restart']
  const first = new CardRecord(file, order)
  first.add(row('restart', 20))
  first.add(row('power-cut', 30))
  const second = new CardRecord(file, order)
  second.add(row('sync', 100))
  second.add(row('power-cut', 300))
  const lines = readFileSync(file, 'utf8').split('\n')
  const shown = lines.filter((line) => line.includes('abc1234')).map((line) => line.split('|')[3]?.trim())
  expect(lines).toContain('420 trials, 0 violations.')
  expect(shown).toEqual(['100', '300', '20'])
})
