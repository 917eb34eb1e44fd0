// What does it cost a tab to receive? The built app in a real Chromium, one conversation open and its reader at the end:
//
//   npm run build && npm run list-figures [scenario]
//
// Many members send together, each within what one person may send. A slower processor is the browser's own emulation.
import { setTimeout as sleep } from 'node:timers/promises'
import { endOf, Processor, stopWatching, watchFrames, type End } from '../e2e/receive-probe.ts'
import type { Person } from '../e2e/person.ts'
import { openConversation, Stage } from '../e2e/stage.ts'
import { makeClass, send, sendersFor, type Class, type Sender } from './receiving/class.ts'

const SECONDS = Number(process.env.SECONDS ?? 20)
/** Messages for a reader further up. */
const PILL_SECONDS = 3
const SPARE = 6
/** What is late may come within this time. */
const SETTLE_MS = 20_000
const MB = 1024 ** 2

interface Scenario {
  name: string
  per_second: number
  /** Times slower. */
  slower: number
  listed: number
  receiving: number
}

const one = { listed: 1, receiving: 1 }
const many = { listed: 200, receiving: 50 }
const SCENARIOS: readonly Scenario[] = [
  ...[50, 100, 300].map((per_second) => ({ name: `${per_second}/s`, per_second, slower: 1, ...one })),
  ...[10, 20, 50].map((per_second) => ({
    name: `${per_second}/s, 6 × slower`,
    per_second,
    slower: 6,
    ...one,
  })),
  { name: '300/s, 50 of 200 conversations', per_second: 300, slower: 1, ...many },
  { name: '50/s, 6 × slower, 50 of 200 conversations', per_second: 50, slower: 6, ...many },
]

type Page = Awaited<ReturnType<Stage['signedIn']>>

/** Conversations of the reader and enough senders, the open one first. */
const makeConversations = async (
  { reader, senders: all }: { reader: Person; senders: readonly Sender[] },
  { listed, receiving, per_second }: Scenario,
  title: string,
) => {
  const needed = sendersFor(per_second / receiving, SECONDS + PILL_SECONDS)
  // Some more, for what is sent before and after the load.
  const senders = all.slice(0, needed + SPARE)
  const [first] = senders
  if (!first) throw new Error('A load needs senders')
  const ids: string[] = []
  for (let index = 0; index < listed; index++) {
    const name = index === 0 ? title : `Group ${index} of ${listed}`
    const members = [reader, ...senders.slice(1).map(({ person }) => person)].map(({ id }) => id)
    const { id } = await first.person.create('group', name, members)
    if (index < receiving) ids.push(id)
  }
  return { ids, senders }
}

const openAtEnd = async (page: Page, title: string, listed: number): Promise<void> => {
  const rows = page.locator('.lectern-conversation')
  const more = page.locator('.lectern-load-more')
  await rows.first().waitFor()
  while ((await rows.count()) < listed) {
    await more.click()
    await sleep(500)
  }
  await openConversation(page, title)
  await sleep(1_000)
}

/** Waits until the end stays as it is. */
const settled = async (page: Page, wanted: (end: End) => boolean): Promise<End> => {
  const deadline = performance.now() + SETTLE_MS
  let end = await endOf(page)
  while (!wanted(end) && performance.now() < deadline) {
    await sleep(250)
    end = await endOf(page)
  }
  return end
}

const run = async (stage: Stage, people: Class, scenario: Scenario): Promise<Record<string, unknown>> => {
  const { per_second, slower, listed, receiving, name } = scenario
  const title = `Lesson at ${name}`
  const reader = await people.reader()
  const { ids, senders } = await makeConversations({ reader, senders: people.senders }, scenario, title)
  const page = await stage.signedIn(reader.email)
  await openAtEnd(page, title, listed)
  const processor = await Processor.of(page)
  // Reaches its size before it is measured: the code for formulas has loaded.
  await send({ conversation_ids: ids.slice(0, 1), senders, per_second: 10, seconds: 2, first: 1 })
  await sleep(1_000)
  await processor.slowDown(slower)
  const heap = await processor.heapBytes()
  const busy = await processor.busyMs()
  await watchFrames(page)
  const total = await send({ conversation_ids: ids, senders, per_second, seconds: SECONDS, first: 21 })
  const { frames, away_frames, ms } = await stopWatching(page)
  const worked = (await processor.busyMs()) - busy
  const last = 21 + total - receiving
  const end = await settled(page, ({ number, pill }) => number >= last && pill === '')
  const grown = await processor.heapBytes()
  const pill = await readerFurtherUp(page, (first) =>
    send({ conversation_ids: ids.slice(0, 1), senders, per_second: 20, seconds: PILL_SECONDS, first }),
  )
  await processor.slowDown(1)
  await page.context().close()
  return {
    scenario: name,
    'kept at end':
      end.number >= last && end.pill === '' ? 'yes' : `no: ${end.number} of ${last} “${end.pill}”`,
    'frames away': `${Math.round((100 * away_frames) / Math.max(1, frames))} %`,
    'frames/s': Math.round((1_000 * frames) / ms),
    'ms a message': Number((worked / total).toFixed(1)),
    busy: `${Math.round((100 * worked) / ms)} %`,
    'heap MB': `${(heap / MB).toFixed(1)} → ${(grown / MB).toFixed(1)}`,
    'pill further up': pill,
  }
}

/** Scrolls up, and compares what the pill says with what was sent. */
const readerFurtherUp = async (page: Page, sendMore: (first: number) => Promise<number>): Promise<string> => {
  await page.locator('.lectern-scroller').hover()
  await page.mouse.wheel(0, -600)
  await sleep(1_000)
  const sent = await sendMore(1_000_000)
  const { pill } = await settled(page, (end) => end.pill.startsWith(`${sent} `))
  return pill.startsWith(`${sent} `) ? 'true' : `“${pill}” for ${sent}`
}

const wanted = process.argv[2]
const stage = await Stage.open({ LECTERN_BUDGET_FACTOR: '1000' })
const people = await makeClass(
  stage.server,
  SPARE + sendersFor(Math.max(...SCENARIOS.map(({ per_second }) => per_second)), SECONDS + PILL_SECONDS),
)
try {
  const rows: Record<string, unknown>[] = []
  for (const scenario of SCENARIOS) {
    if (wanted !== undefined && !scenario.name.startsWith(wanted)) continue
    rows.push(await run(stage, people, scenario))
    console.log(JSON.stringify(rows.at(-1)))
  }
  console.table(rows)
} finally {
  await people.close()
  await stage.close()
  await stage.browser.close()
}
