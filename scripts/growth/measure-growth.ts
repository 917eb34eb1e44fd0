// How the work of a function grows with its text. Linear work on eight times the text takes eight times as long, on a busy
// machine or when memory is collected meanwhile up to twenty times; quadratic work takes sixty-four times as long. The two
// lengths take turns and do the same amount of work in a sample, and the quickest sample of each counts: a busy machine can
// make a sample slower, never quicker. What seems too much by the clock is measured again by the processor's own count, which
// knows nothing of others who had the processor meanwhile: a text is found only if both say so.
/** The factor of the text, and the highest factor of the work. */
export const TEXT_FACTOR = 8
export const WORK_FACTOR = 24

export type Work = (text: string) => unknown

/** Short enough that some samples run without an interruption, long enough for the clock. */
const SAMPLE_MS = 0.5
const MAX_REPEATS = 5_000
const SAMPLES = 5
/** Work this long is interrupted in every sample, and about as often in each. */
const LONG_MS = 20
/** Samples are taken again as long as the work seems to grow too fast. */
const ROUNDS = 20
/** No interruption does this again and again, and such work may take very long. */
const HOPELESS = 40
const FEW_ROUNDS = 2

/** @returns milliseconds of `times` calls */
const timeOf = (work: Work, text: string, times: number): number => {
  const before = performance.now()
  for (let index = 0; index < times; index++) work(text)
  return performance.now() - before
}

/** @returns milliseconds of one call: the quickest of some */
export const quickest = (work: Work, text: string, samples: number): number =>
  Math.min(...Array.from({ length: samples }, () => timeOf(work, text, 1)))

/** The factor by which the work grows from `small` to `large`, which is `TEXT_FACTOR` times as long. */
export const measureGrowth = (work: Work, small: string, large: string): number => {
  const once = Math.max(quickest(work, large, 2), SAMPLE_MS / MAX_REPEATS)
  // A text that is too long for it is left alone.
  if (quickest(work, small, 2) >= once) return 1
  const times = Math.ceil(SAMPLE_MS / once)
  const samples = once > LONG_MS ? 1 : SAMPLES
  const best = { small: Infinity, large: Infinity }
  const growth = () => (TEXT_FACTOR * best.large) / best.small
  for (let round = 0; round < ROUNDS; round++) {
    for (let sample = 0; sample < samples; sample++) {
      best.small = Math.min(best.small, timeOf(work, small, times * TEXT_FACTOR))
      best.large = Math.min(best.large, timeOf(work, large, times))
    }
    if (growth() <= WORK_FACTOR || (round >= FEW_ROUNDS && growth() > HOPELESS)) break
  }
  return growth() <= WORK_FACTOR ? growth() : Math.min(growth(), growthByProcessor(work, small, large))
}

/** It counts in steps of some milliseconds. */
const COUNTED_MS = 100
/** Others spoil the caches, which counts as own time: the quickest of some turns does, as by the clock. */
const COUNTED_TURNS = 3

const growthByProcessor = (work: Work, small: string, large: string): number => {
  const best = { small: Infinity, large: Infinity }
  for (let turn = 0; turn < COUNTED_TURNS; turn++) {
    best.small = Math.min(best.small, processorTime(work, small))
    best.large = Math.min(best.large, processorTime(work, large))
    // Work that takes seconds is no measurement that others could spoil.
    if (best.large > COUNTED_MS * HOPELESS) break
  }
  return best.large / best.small
}

/** @returns milliseconds of one call */
const processorTime = (work: Work, text: string): number => {
  const before = process.threadCpuUsage()
  for (let times = 1; ; times++) {
    work(text)
    const { user, system } = process.threadCpuUsage(before)
    const ms = (user + system) / 1_000
    if (ms >= COUNTED_MS) return ms / times
  }
}
