// For vitest's `setupFiles`: nothing is drawn, so nothing waits for a frame. A test of frames brings its own.
import { frames } from '../core/frames.ts'

frames.times = { next: () => {}, afterPicture: () => {}, after: () => {}, now: () => 0, drawn: false }
