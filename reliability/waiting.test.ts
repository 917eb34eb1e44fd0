// The share of the fault matrix that mostly waits, all at once.
import { it } from 'vitest'
import { faults } from './faults/index.ts'
import { expectToHold } from './share.ts'

it.concurrent.each(faults.filter(({ waits }) => waits))('$fault: $pass', expectToHold)
