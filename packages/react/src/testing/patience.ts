// For vitest's `setupFiles`: a busy machine is slow, not wrong. A wait of a test may take this long.
import { configure } from '@testing-library/react'

export const PATIENCE_MS = 30_000

configure({ asyncUtilTimeout: PATIENCE_MS })
