import { expect, test } from 'vitest'
import { countCheck, runLanes, type Step } from './lanes.ts'

const quiet = () => {}

test('steps of a lane follow each other, lanes run in parallel', async () => {
  const order: string[] = []
  const other = Promise.withResolvers<void>()
  const step = (name: string, wait?: Promise<void>): Step => ({
    name,
    take: async () => {
      order.push(`${name} begins`)
      await wait
      order.push(`${name} ends`)
      if (name === 'c') other.resolve()
      return countCheck(true)
    },
  })
  // `a` can only end because `c` runs in parallel.
  await runLanes([[step('a', other.promise), step('b')], [step('c')]], quiet)
  expect(order).toEqual(['a begins', 'c begins', 'c ends', 'a ends', 'b begins', 'b ends'])
})

test('a lane that has ended takes the steps of none', async () => {
  const order: string[] = []
  const other = Promise.withResolvers<void>()
  const step = (name: string, wait?: Promise<void>): Step => ({
    name,
    take: async () => {
      order.push(name)
      await wait
      if (name === 'free 2') other.resolve()
      return countCheck(true)
    },
  })
  // `long` ends only because the other lane takes both.
  const lanes = [[step('long', other.promise)], [step('short')]]
  const results = await runLanes(lanes, quiet, [step('free 1'), step('free 2')])
  expect(order).toEqual(['long', 'short', 'free 1', 'free 2'])
  expect(results.map(({ name }) => name)).toEqual(['short', 'free 1', 'free 2', 'long'])
})

test('a step waits for its needs in another lane', async () => {
  const order: string[] = []
  const step = (name: string, needs: string[] = []): Step => ({
    name,
    needs,
    take: async () => {
      order.push(name)
      return countCheck(true)
    },
  })
  await runLanes([[step('uses', ['build'])], [step('types'), step('build')]], quiet)
  expect(order).toEqual(['types', 'build', 'uses'])
})

test('a step with a failed need is skipped, counts as failed and says so', async () => {
  const printed: string[] = []
  const build: Step = { name: 'build', take: async () => countCheck(false) }
  const uses: Step = {
    name: 'uses',
    needs: ['build'],
    take: () => Promise.reject(new Error('It must not be taken.')),
  }
  const results = await runLanes([[build], [uses]], (text) => void printed.push(text))
  expect(results.map(({ name, failed }) => [name, failed])).toEqual([
    ['build', 1],
    ['uses', 1],
  ])
  expect(printed.join('')).toContain('Not run: “build” did not hold.')
})

test('a step that throws is a failure, and the next one runs', async () => {
  const bad: Step = { name: 'bad', take: () => Promise.reject(new Error('Out of paper')) }
  const next: Step = { name: 'next', take: async () => countCheck(true) }
  const results = await runLanes([[bad, next]], quiet)
  expect(results).toMatchObject([
    { name: 'bad', failed: 1, failures: ['bad\nError: Out of paper'] },
    { name: 'next', failed: 0 },
  ])
})

test('outputs of steps are not mixed', async () => {
  const printed: string[] = []
  const step = (name: string, gate: Promise<void>, end: () => void): Step => ({
    name,
    take: async (output) => {
      output(Buffer.from(`${name} 1\n`))
      end()
      await gate
      output(Buffer.from(`${name} 2\n`))
      return countCheck(true)
    },
  })
  const [a, b] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  await runLanes([[step('a', b.promise, a.resolve)], [step('b', a.promise, b.resolve)]], (text) => {
    printed.push(text)
  })
  expect(printed.find((text) => text.startsWith('\n── a\n'))).toContain('a 1\na 2\n')
  expect(printed.find((text) => text.startsWith('\n── b\n'))).toContain('b 1\nb 2\n')
})
