import { afterEach, expect, test, vi } from 'vitest'
import { ManualFrames } from '../testing/manual-frames.ts'
import { Frames } from './frames.ts'

const told: string[] = []
const [ada, ben] = ['ada', 'ben'].map((name) => () => void told.push(name)) as [() => void, () => void]
afterEach(() => void (told.length = 0))

const start = () => {
  const manual = new ManualFrames()
  return { manual, frames: new Frames(manual) }
}
/** Ends the task of a change. */
const nextTask = () => new Promise<void>((done) => queueMicrotask(done))

test('the first change after a quiet frame is told at once, with all changes of its task', () => {
  const { frames } = start()
  frames.tell(ada)
  frames.tell(ben)
  frames.tell(ada)
  expect(told).toEqual(['ada', 'ben', 'ada'])
})

test('later ones are told at the next frame, to each listener once and in the order of the first change', async () => {
  const { frames, manual } = start()
  frames.tell(ada)
  await nextTask()
  told.length = 0
  for (let change = 0; change < 300; change++) frames.tell(change % 2 === 0 ? ben : ada)
  expect(told).toEqual([])
  manual.frame()
  expect(told).toEqual(['ben', 'ada'])
  for (let change = 0; change < 300; change++) frames.tell(ada)
  expect(told).toEqual(['ben', 'ada'])
  manual.frame()
  expect(told).toEqual(['ben', 'ada', 'ada'])
})

test('a frame without changes is quiet: the next change is told at once', async () => {
  const { frames, manual } = start()
  frames.tell(ada)
  await nextTask()
  manual.frame()
  frames.tell(ben)
  expect(told).toEqual(['ada', 'ben'])
})

test('what a listener causes waits for the next frame', async () => {
  const { frames, manual } = start()
  frames.tell(ada)
  await nextTask()
  frames.tell(() => frames.tell(ben))
  manual.frame()
  expect(told).toEqual(['ada'])
  manual.frame()
  expect(told).toEqual(['ada', 'ben'])
})

test('after a picture that took long, the next one waits as long: the rest of the time is for the page', async () => {
  const { frames, manual } = start()
  frames.tell(ada)
  await nextTask()
  frames.tell(ben)
  manual.frame(80)
  told.length = 0
  frames.tell(ada)
  manual.pass(79)
  manual.frame()
  expect(told).toEqual([])
  manual.pass(1)
  manual.frame()
  expect(told).toEqual(['ada'])
})

test('who does not listen any more is not told, and one that throws stops no other', async () => {
  const reported = vi.fn()
  vi.stubGlobal('reportError', reported)
  const { frames, manual } = start()
  frames.tell(ada)
  await nextTask()
  told.length = 0
  const fault = new Error('no')
  frames.tell(() => {
    throw fault
  })
  frames.tell(ada)
  frames.tell(ben)
  frames.forget(ada)
  manual.frame()
  vi.unstubAllGlobals()
  expect(told).toEqual(['ben'])
  expect(reported).toHaveBeenCalledExactlyOnceWith(fault)
})

test('without a screen, as in Node, everybody is told at once', async () => {
  const frames = new Frames()
  frames.tell(ada)
  await nextTask()
  frames.tell(ada)
  expect(told).toEqual(['ada', 'ada'])
})

test('a page out of view gets no frames, and is told all the same, once', async () => {
  vi.stubGlobal('requestAnimationFrame', () => 1)
  const frames = new Frames()
  frames.tell(ada)
  await nextTask()
  for (let change = 0; change < 300; change++) frames.tell(ben)
  expect(told).toEqual(['ada'])
  await vi.waitFor(() => expect(told).toEqual(['ada', 'ben']), { timeout: 30_000 })
  vi.unstubAllGlobals()
})

test('a page that is taken down while a frame is awaited ends quietly', async () => {
  vi.useFakeTimers()
  const pictures: (() => void)[] = []
  vi.stubGlobal('requestAnimationFrame', (run: () => void) => pictures.push(run))
  const frames = new Frames()
  frames.tell(ada)
  await nextTask()
  frames.tell(ben)
  pictures.shift()?.()
  vi.stubGlobal('requestAnimationFrame', undefined)
  vi.advanceTimersByTime(2_000)
  frames.tell(ben)
  vi.useRealTimers()
  vi.unstubAllGlobals()
  expect(told).toEqual(['ada', 'ben', 'ben'])
})
