// Measures the list on this machine: the time to show another conversation, and the share of frames that take
// too long while scrolling. Figures, not limits:
//
//   npm run build && npm run list-figures -w e2e
import type { Page } from 'playwright-core'
import { probe, readDown, readUp, stopProbe } from './list-probe.ts'
import { idOf } from './long-conversation.ts'
import { LONG, openLongStage, SHORT } from './long-stage.ts'
import { openConversation, Stage } from './stage.ts'

const MESSAGES = 100_000
const ROUNDS = 10
/** The pause between two switches, in which late work finishes. */
const PAUSE_MS = 500
/** Rows that are loaded before the scrolling. */
const LOADED = 450

type Watching = typeof globalThis & { longTasks: number[]; gaps: number[] }

/** From the click until the rows of the conversation are painted, in milliseconds. */
const timeSwitch = (page: Page, title: string, conversation_id: string): Promise<number> =>
  page.evaluate(
    async ([title = '', key = '']) => {
      const links = [...document.querySelectorAll<HTMLElement>('nav[aria-label="Conversations"] a')]
      const link = links.find((each) => each.textContent?.includes(title))
      if (!link) throw new Error(`${title} is not in the list`)
      const begun = performance.now()
      link.click()
      const frame = () => new Promise((done) => requestAnimationFrame(done))
      while (!document.querySelector(`.lectern-slot[data-key$="${key}"]`)) await frame()
      // The next frame begins after this one is painted.
      await frame()
      return performance.now() - begun
    },
    [title, conversation_id.slice(-12)],
  )

const watch = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const watching = globalThis as Watching
    watching.longTasks = []
    watching.gaps = []
    new PerformanceObserver((list) =>
      watching.longTasks.push(...list.getEntries().map(({ duration }) => duration)),
    ).observe({ type: 'longtask' })
    let last = performance.now()
    const tick = (now: number) => {
      watching.gaps.push(now - last)
      last = now
      requestAnimationFrame(tick)
    }
    requestAnimationFrame(tick)
  })

const takeMeasurements = (page: Page): Promise<{ longTasks: number[]; frames: number[] }> =>
  page.evaluate(() => {
    const { longTasks, gaps } = globalThis as Watching
    const found = { longTasks: [...longTasks], frames: [...gaps] }
    longTasks.length = gaps.length = 0
    return found
  })

const share = (sorted: readonly number[], part: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN

const say = (name: string, values: readonly number[]): void => {
  const sorted = [...values].sort((a, b) => a - b)
  const [p50, p95, max] = [share(sorted, 0.5), share(sorted, 0.95), sorted.at(-1) ?? 0]
  console.log(
    `${name}: p50 ${p50.toFixed(1)} ms, p95 ${p95.toFixed(1)} ms, max ${max.toFixed(1)} ms of ${values.length}`,
  )
}

const { stage, open, close, long, short } = await openLongStage(await Stage.open(), MESSAGES)
const page = await open()
try {
  await openConversation(page, LONG)
  await page.locator(`[data-key="${idOf(long, MESSAGES)}"]`).waitFor()
  await openConversation(page, SHORT)
  // Uses the browser's own cache, which delayed requests bypass.
  await page.unrouteAll()
  const both = [
    { title: LONG, id: long },
    { title: SHORT, id: short },
  ]
  const switchOften = async (pause_ms: number): Promise<number[]> => {
    const switches: number[] = []
    for (let round = 0; round < ROUNDS; round++)
      for (const { title, id } of both) {
        await page.waitForTimeout(pause_ms)
        switches.push(await timeSwitch(page, title, id))
      }
    return switches
  }
  say('another conversation, from the cache', await switchOften(PAUSE_MS))
  say('the same, one right after the other', await switchOften(0))

  await openConversation(page, LONG)
  await page.locator(`[data-key="${idOf(long, MESSAGES)}"]`).waitFor()
  await probe(page)
  const reading = { to: MESSAGES - LOADED, px_per_frame: 100 }
  await readUp(page, { ...reading, px_per_frame: 400 })
  await readDown(page, { ...reading, to: MESSAGES - 5 })
  await stopProbe(page)
  await probe(page)
  await watch(page)
  await readUp(page, { ...reading, to: reading.to + 100 })
  const { longTasks, frames } = await takeMeasurements(page)
  say('frames while scrolling through loaded rows', frames)
  console.log(`tasks longer than 50 ms meanwhile: ${longTasks.length}`)
  if (longTasks.length > 0) say('these', longTasks)
} finally {
  await close()
  await stage.browser.close()
}
