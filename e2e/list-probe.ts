// Watches the history from inside the page: once in every frame, after all changes of that frame and before
// painting, it records the positions of the rows, and knows which part of a move was the reader's own
// scrolling.
import type { Page } from 'playwright-core'

export interface Drift {
  /** The greatest move of a visible row between two frames that was not the reader's, in pixels. */
  px: number
  frames: number
  /** The key of that row. */
  key: string
}

export interface Reading {
  /** Stops at this `created_seq`. */
  to: number
  px_per_frame: number
}

interface Probe {
  drift: Drift
  most_slots: number
  readUp(reading: Reading): Promise<void>
  readDown(reading: Reading): Promise<void>
  stop(): void
}

type Probed = typeof globalThis & { probe: Probe }

/** Starts to watch the open list. */
export const probe = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const seqOf = (key: string) => Number.parseInt(key.slice(4, 8) + key.slice(9, 13), 16)
    const scroller = document.querySelector<HTMLElement>('.lectern-scroller')
    if (!scroller) throw new Error('No history is open')
    const isMessage = (key: string) => key.startsWith('0197')
    const tops = (): Map<string, number> => {
      const box = scroller.getBoundingClientRect()
      const seen = new Map<string, number>()
      for (const slot of scroller.querySelectorAll<HTMLElement>('.lectern-slot')) {
        const bubble = slot.querySelector('.lectern-bubble-line') ?? slot
        const { top, bottom } = bubble.getBoundingClientRect()
        if (bottom > box.top && top < box.bottom && slot.dataset.key)
          seen.set(slot.dataset.key, top - box.top)
      }
      return seen
    }
    let own = 0
    let before = tops()
    let running = true
    const found: Probe = {
      drift: { px: 0, frames: 0, key: '' },
      most_slots: 0,
      readUp: (reading) => read(reading, -1),
      readDown: (reading) => read(reading, 1),
      stop: () => {
        running = false
        observer.disconnect()
        mark.remove()
      },
    }
    const look = () => {
      const now = tops()
      for (const [key, top] of now) {
        const was = before.get(key)
        const moved = was === undefined ? 0 : Math.abs(top - was - own)
        if (moved > found.drift.px) Object.assign(found.drift, { px: moved, key })
      }
      found.drift.frames++
      found.most_slots = Math.max(found.most_slots, scroller.querySelectorAll('.lectern-slot').length)
      before = now
      own = 0
    }
    // A box that changes its size in every frame: its observer is the newest, so it is called last before
    // painting.
    const mark = document.createElement('div')
    mark.style.cssText = 'position: fixed; inset: auto auto 0 0; block-size: 1px; visibility: hidden'
    document.body.append(mark)
    const observer = new ResizeObserver(look)
    observer.observe(mark)
    let wide = false
    const tick = () => {
      if (!running) return
      wide = !wide
      mark.style.inlineSize = wide ? '2px' : '1px'
      requestAnimationFrame(tick)
    }
    tick()
    const read = ({ to, px_per_frame }: Reading, way: 1 | -1) =>
      new Promise<void>((done) => {
        const step = () => {
          const seqs = [...before.keys()].filter(isMessage).map(seqOf)
          const reached = way < 0 ? Math.min(...seqs) <= to : Math.max(...seqs) >= to
          if (reached || !running) return done()
          const was = scroller.scrollTop
          scroller.scrollTop = was + way * px_per_frame
          own -= scroller.scrollTop - was
          // As after a wheel: the page gets the event before anything else in the frame.
          scroller.dispatchEvent(new Event('scroll'))
          requestAnimationFrame(step)
        }
        requestAnimationFrame(step)
      })
    Object.assign(globalThis, { probe: found })
  })

export const readUp = (page: Page, reading: Reading): Promise<void> =>
  page.evaluate((wanted) => (globalThis as Probed).probe.readUp(wanted), reading)

export const readDown = (page: Page, reading: Reading): Promise<void> =>
  page.evaluate((wanted) => (globalThis as Probed).probe.readDown(wanted), reading)

/** The findings since the last call. */
export const drift = (page: Page): Promise<Drift> =>
  page.evaluate(() => {
    const { probe } = globalThis as Probed
    const found = { ...probe.drift }
    Object.assign(probe.drift, { px: 0, frames: 0, key: '' })
    return found
  })

/** The greatest number of rows in the document at once. */
export const mostSlots = (page: Page): Promise<number> =>
  page.evaluate(() => (globalThis as Probed).probe.most_slots)

/** The approximate number of items in the list: the index of the last one in the document. */
export const highestIndex = (page: Page): Promise<number> =>
  page
    .locator('.lectern-slot')
    .evaluateAll((slots) => Math.max(...slots.map((slot) => Number(slot.getAttribute('data-index')))))

/** Waits until every picture is decoded, and every row is where it was two frames before. */
export const standStill = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    const frame = () => new Promise((done) => requestAnimationFrame(done))
    const look = (): string => {
      const slots = [...document.querySelectorAll<HTMLElement>('.lectern-slot')]
      const images = [...document.querySelectorAll<HTMLImageElement>('.lectern-slot img')]
      const places = slots.map((slot) => `${slot.dataset['key']}: ${slot.getBoundingClientRect().top}`)
      return [...places, images.every(({ complete }) => complete)].join()
    }
    for (let still = 0, before = ''; still < 2;) {
      const now = look()
      still = now === before && now.endsWith('true') ? still + 1 : 0
      before = now
      await frame()
    }
  })

export const stopProbe = (page: Page): Promise<void> =>
  page.evaluate(() => (globalThis as Probed).probe.stop())

/** Used bytes of the page's JavaScript heap. */
export const heapBytes = async (page: Page): Promise<number> => {
  const cdp = await page.context().newCDPSession(page)
  await cdp.send('HeapProfiler.collectGarbage')
  await cdp.send('Performance.enable')
  const { metrics } = await cdp.send('Performance.getMetrics')
  await cdp.detach()
  return metrics.find(({ name }) => name === 'JSHeapUsedSize')?.value ?? Number.NaN
}
