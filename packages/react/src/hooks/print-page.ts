// A browser prints what it has: pictures that have not come yet stay blank. So the page is drawn for paper first, and printed
// when its pictures are there.
import { after } from '../core/clock.ts'
import { setPrinting } from './use-printing.ts'

/** A picture that does not come keeps nobody from printing. */
const MOST_MS = 10_000

let running: Promise<void> | undefined

/** Prints the page with its pictures. Whoever asks again meanwhile waits for the same. */
export const printPage = (): Promise<void> => (running ??= print().finally(() => void (running = undefined)))

const print = async (): Promise<void> => {
  setPrinting(true)
  await picturesThere()
  let isPrinted = false
  const note = (): void => void (isPrinted = true)
  addEventListener('beforeprint', note)
  window.print()
  removeEventListener('beforeprint', note)
  // The browser may not print at all, and then says nothing. Else `afterprint` ends it.
  if (!isPrinted) setPrinting(false)
}

const picturesThere = (): Promise<void> =>
  new Promise((resolve) => {
    const done = (): void => {
      cancel()
      watcher.disconnect()
      for (const event of EVENTS) removeEventListener(event, look, true)
      resolve()
    }
    const look = (): void => void (isWaiting() || done())
    const cancel = after(MOST_MS, done)
    const watcher = new MutationObserver(look)
    watcher.observe(document.body, { subtree: true, childList: true, attributes: true })
    for (const event of EVENTS) addEventListener(event, look, true)
    look()
  })

const EVENTS = ['load', 'error'] as const

/** A picture without an address yet, or without its bytes. Those that load when they are seen are not for paper. */
const isWaiting = (): boolean =>
  document.querySelector('[data-awaits-picture]') !== null ||
  [...document.images].some(({ complete, loading }) => !complete && loading !== 'lazy')
