// Watches a page that receives messages: frames, processor time, memory, and whether it stays at the end.
import type { Page } from 'playwright-core'
import { heapBytes } from './list-probe.ts'

export interface Watched {
  frames: number
  /** Frames in which the end was out of view, or the way back to it was offered. */
  away_frames: number
  ms: number
}

type Watching = typeof globalThis & { watched: Watched & { stop: boolean; begun: number } }

/** As near to the end as the list itself calls its end. */
const END_PX = 80

/** Counts the frames from now on. */
export const watchFrames = (page: Page): Promise<void> =>
  page.evaluate((end_px) => {
    const watched = { frames: 0, away_frames: 0, ms: 0, stop: false, begun: performance.now() }
    Object.assign(globalThis, { watched })
    const look = () => {
      if (watched.stop) return
      const scroller = document.querySelector('.lectern-scroller')
      const past = scroller ? scroller.scrollHeight - scroller.clientHeight - scroller.scrollTop : 0
      watched.frames++
      if (past > end_px || document.querySelector('.lectern-pill')) watched.away_frames++
      requestAnimationFrame(look)
    }
    requestAnimationFrame(look)
  }, END_PX)

export const stopWatching = (page: Page): Promise<Watched> =>
  page.evaluate(() => {
    const { watched } = globalThis as Watching
    watched.stop = true
    watched.ms = performance.now() - watched.begun
    return { frames: watched.frames, away_frames: watched.away_frames, ms: watched.ms }
  })

/** What a person sees at the end of the list. */
export interface End {
  /** The number in the last message in view. */
  number: number
  /** The label of the way back to the end; empty if there is none. */
  pill: string
}

/** Messages end in `No. 17.`. */
export const endOf = (page: Page): Promise<End> =>
  page.evaluate(() => {
    const bottom = document.querySelector('.lectern-scroller')?.getBoundingClientRect().bottom ?? 0
    const texts = [...document.querySelectorAll('.lectern-slot')]
      .filter((slot) => slot.getBoundingClientRect().top < bottom - 4)
      .map((slot) => Number(/No\. (\d+)\./.exec(slot.textContent ?? '')?.[1] ?? 0))
    return {
      number: Math.max(0, ...texts),
      pill: document.querySelector('.lectern-pill')?.getAttribute('aria-label') ?? '',
    }
  })

type Session = Awaited<ReturnType<ReturnType<Page['context']>['newCDPSession']>>

/** A page's processor, as the browser's own tools see it. */
export class Processor {
  readonly #cdp: Session
  readonly #page: Page

  static async of(page: Page): Promise<Processor> {
    const cdp = await page.context().newCDPSession(page)
    // The time of the thread, not of the clock on the wall: other processes do not count.
    await cdp.send('Performance.enable', { timeDomain: 'threadTicks' })
    return new Processor(cdp, page)
  }

  private constructor(cdp: Session, page: Page) {
    this.#cdp = cdp
    this.#page = page
  }

  /** Makes it this many times slower. */
  async slowDown(times: number): Promise<void> {
    await this.#cdp.send('Emulation.setCPUThrottlingRate', { rate: times })
  }

  /** Milliseconds that the page's main thread has worked so far. */
  async busyMs(): Promise<number> {
    const { metrics } = await this.#cdp.send('Performance.getMetrics')
    return 1_000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN)
  }

  heapBytes(): Promise<number> {
    return heapBytes(this.#page)
  }
}
