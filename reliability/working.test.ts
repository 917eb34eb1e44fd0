// The share of the fault matrix that keeps the machine busy; what mostly waits is in waiting.test.ts.
import { it } from 'vitest'
import { faults } from './faults/index.ts'
import { expectToHold } from './share.ts'

it.each(faults.filter(({ waits, trials }) => !waits && trials.ci > 0))('$fault: $pass', expectToHold)
