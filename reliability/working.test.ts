// The faults of the matrix that keep the machine busy; waiting ones are in waiting.test.ts.
import { it } from 'vitest'
import { faults } from './faults/index.ts'
import { expectToHold } from './share.ts'

it.each(faults.filter(({ waits, trials }) => !waits && trials.ci > 0))('$fault: $pass', expectToHold)
