// The faults of the matrix that mostly wait, all at once.
import { it } from 'vitest'
import { faults } from './faults/index.ts'
import { expectToHold } from './share.ts'

it.concurrent.each(faults.filter(({ waits }) => waits))('$fault: $pass', expectToHold)
