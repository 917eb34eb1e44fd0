import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import type { Cast } from '../cast.ts'
import { isFull } from '../full.ts'
import { openConversation, PATIENCE, RECOVERY, rows, SOON, Stage, write } from '../stage.ts'
import { readStorage } from '../storage-scan.ts'
import { makeNumbered, readNumbered, useLines, type Device } from './fault-stage.ts'

const TABS = isFull ? 6 : 3

describe(`Chloe has ${TABS} tabs open`, () => {
  // The log records sockets.
  const { scene, device } = useLines({
    open: () => Stage.open({ LECTERN_LOG_LEVEL: 'info' }),
    keepsFiles: true,
  })
  /** The owner of the tabs. */
  let owner: Cast | undefined
  let chloe: Device
  const tabs: Page[] = []
  /** The number of sockets of each page, from the browser. */
  const lines = new Map<Page, number>()

  /** Ids of all her sockets so far, in the order of opening. */
  const opened = (): string[] =>
    scene.stage.server
      .events('socket_opened')
      .filter((event) => event['user_id'] === scene.cast.chloe.id)
      .map(({ connection_id }) => String(connection_id))

  const sockets = (): string[] => {
    const closed = new Set(
      scene.stage.server.events('socket_closed').map(({ connection_id }) => connection_id),
    )
    return opened().filter((id) => !closed.has(id))
  }

  const watch = (page: Page): void => {
    lines.set(page, 0)
    page.on('websocket', (socket) => {
      lines.set(page, (lines.get(page) ?? 0) + 1)
      socket.on('close', () => lines.set(page, (lines.get(page) ?? 0) - 1))
    })
  }

  const open = async (): Promise<void> => {
    const tab = await chloe.page.context().newPage()
    scene.stage.complaints.listen(tab, 'chloe, a tab')
    watch(tab)
    await tab.goto(chloe.url)
    tabs.push(tab)
  }

  const leader = (): Page => tabs.find((tab) => (lines.get(tab) ?? 0) > 0)!

  const dismiss = async (tab: Page, close: () => Promise<unknown>): Promise<void> => {
    tabs.splice(tabs.indexOf(tab), 1)
    lines.delete(tab)
    await close()
  }

  /** Six tabs of one device, all of which show a new group. */
  const allOpen = async (): Promise<void> => {
    const isNew = owner !== scene.cast
    if (isNew) {
      tabs.length = 0
      lines.clear()
      chloe = await device(scene.cast.chloe.email)
      owner = scene.cast
    }
    while (tabs.length < TABS) await open()
    // The sockets of a page before it was watched are unknown.
    if (isNew) await chloe.page.close()
    const { title } = await scene.group()
    for (const tab of tabs) await openConversation(tab, title)
    await expect.poll(sockets, RECOVERY).toHaveLength(1)
    await expect.poll(() => leader() !== undefined, RECOVERY).toBe(true)
  }

  const allShow = async (name: string, texts: string[]): Promise<void> => {
    for (const tab of tabs) await expect.poll(() => readNumbered(tab, name), RECOVERY).toEqual(texts)
  }

  test('they share one socket, and all show news within about a second', async () => {
    await allOpen()
    expect([...lines.values()].filter((open) => open > 0)).toEqual([1])
    await write(scene.ben, 'Seen in all tabs')
    for (const tab of tabs) await rows(tab, 'Seen in all tabs').waitFor(SOON)
    expect(sockets()).toHaveLength(1)
  })

  test('a message written in any of them is in all of them and with Ben, once', async () => {
    await allOpen()
    const { ben } = scene
    const texts = makeNumbered('From tab', TABS)
    for (const [index, tab] of tabs.entries()) await write(tab, texts[index]!)
    for (const page of [...tabs, ben]) for (const text of texts) await rows(page, text).waitFor(PATIENCE)
    const order = await readNumbered(ben, 'From tab')
    expect(order.toSorted()).toEqual(texts)
    for (const tab of tabs) await expect.poll(() => readNumbered(tab, 'From tab'), PATIENCE).toEqual(order)
  })

  test('one that follows is closed: the socket stays the same', async () => {
    await allOpen()
    const [socket] = sockets()
    const follower = tabs.find((tab) => tab !== leader())!
    await dismiss(follower, () => follower.close())
    await write(scene.ben, 'After a follower left')
    for (const tab of tabs) await rows(tab, 'After a follower left').waitFor(PATIENCE)
    expect(sockets()).toEqual([socket])
  })

  /** Removes the leader while Ben writes: another has a connection at once. */
  const loseLeader = async (name: string, take: (tab: Page) => Promise<unknown>): Promise<void> => {
    const { ben } = scene
    await allOpen()
    const texts = makeNumbered(name, 6)
    const before = opened().length
    const former = leader()
    for (const text of texts.slice(0, 3)) await write(ben, text)
    await dismiss(former, () => take(former))
    const taken = expect.poll(() => opened().length, { ...SOON, interval: 10 }).toBe(before + 1)
    for (const text of texts.slice(3)) await write(ben, text)
    await taken
    await allShow(name, texts)
    await expect.poll(sockets, RECOVERY).toHaveLength(1)
  }

  test('the leader is closed: another leads at once, and nothing is lost', () =>
    loseLeader('Closed', (tab) => tab.close()))

  test('the leader crashes: another leads at once, and nothing is lost', () =>
    loseLeader('Crashed', async (tab) => {
      const devtools = await tab.context().newCDPSession(tab)
      const crashed = tab.waitForEvent('crash')
      devtools.send('Page.crash').catch(() => {})
      await crashed
    }))

  test('a message that a tab could not send is sent by another when it is closed', async () => {
    await allOpen()
    const texts = makeNumbered('Heritage', 3)
    chloe.line.set({ refuse: true })
    chloe.line.reset()
    try {
      const author = tabs.find((tab) => tab !== leader())!
      for (const text of texts) await write(author, text)
      await expect.poll(() => readStorage(author), PATIENCE).toContain(texts.at(-1))
      await dismiss(author, () => author.close())
    } finally {
      chloe.line.heal()
    }
    await expect.poll(() => readNumbered(scene.ben, 'Heritage'), RECOVERY).toEqual(texts)
    await allShow('Heritage', texts)
  })

  test('all but one are closed, and the last one has the connection', async () => {
    await allOpen()
    const last = tabs.find((tab) => tab !== leader())!
    for (const tab of tabs.filter((each) => each !== last)) await dismiss(tab, () => tab.close())
    await write(scene.ben, 'To the last one')
    await rows(last, 'To the last one').waitFor(RECOVERY)
    await expect.poll(sockets, PATIENCE).toHaveLength(1)
  })
})
