import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Person } from '../person.ts'
import { ADA, BEN, openConversation, PATIENCE, RECOVERY, rows, said, SOON, write } from '../stage.ts'
import { FaultStage, numbered, shown, type Device } from './fault-stage.ts'
import { stored } from '../storage-scan.ts'

const TABS = 6
describe('Ada has six tabs open', () => {
  let stage: FaultStage
  let ada: Device
  let ben: Device
  let id: string
  const tabs: Page[] = []
  /** Who has a socket, as the browser says. */
  const lines = new Map<Page, number>()

  const watch = (page: Page): void => {
    lines.set(page, 0)
    page.on('websocket', (socket) => {
      lines.set(page, (lines.get(page) ?? 0) + 1)
      socket.on('close', () => lines.set(page, (lines.get(page) ?? 0) - 1))
    })
  }

  const open = async (name: string): Promise<void> => {
    const tab = await ada.page.context().newPage()
    stage.stage.complaints.listen(tab, name)
    watch(tab)
    await tab.goto(ada.page.url())
    tabs.push(tab)
  }

  const leader = (): Page => tabs.find((tab) => (lines.get(tab) ?? 0) > 0)!

  const dismiss = async (tab: Page, close: () => Promise<unknown>): Promise<void> => {
    tabs.splice(tabs.indexOf(tab), 1)
    lines.delete(tab)
    await close()
  }

  const allShow = async (name: string, texts: string[]): Promise<void> => {
    for (const tab of tabs) await expect.poll(() => shown(tab, name), RECOVERY).toEqual(texts)
  }

  beforeAll(async () => {
    stage = await FaultStage.open()
    id = (await Person.signIn(stage.server.url, ADA)).id
    ;[ada, ben] = await Promise.all([stage.device(ADA), stage.device(BEN)])
    await openConversation(ada.page, 'Ben')
    await openConversation(ben.page, 'Ada')
    for (let tab = 1; tab <= TABS; tab++) await open(`ada, tab ${tab}`)
    await dismiss(ada.page, () => ada.page.close())
    ada.page = tabs[0]!
  })

  afterAll(() => stage.close())

  test('they hold one socket, and all show what comes within a second or so', async () => {
    for (const tab of tabs) await rows(tab, 'Hello Ben!').waitFor()
    await expect.poll(() => stage.sockets(id), PATIENCE).toHaveLength(1)
    expect([...lines.values()].filter((open) => open > 0)).toEqual([1])
    await write(ben.page, 'Seen in six tabs')
    for (const tab of tabs) await rows(tab, 'Seen in six tabs').waitFor(SOON)
    expect(stage.sockets(id)).toHaveLength(1)
  })

  test('what is written in any of them is in all of them and with Ben, once', async () => {
    for (const [index, tab] of tabs.entries()) await write(tab, `From tab ${index}`)
    for (const page of [...tabs, ben.page])
      for (const index of tabs.keys()) await rows(page, `From tab ${index}`).waitFor(PATIENCE)
    const order = await said(ben.page)
    for (const tab of tabs) await expect.poll(() => said(tab), PATIENCE).toEqual(order)
  })

  test('one that follows is closed: the socket stays the same one', async () => {
    const [socket] = stage.sockets(id)
    const follower = tabs.find((tab) => tab !== leader())!
    await dismiss(follower, () => follower.close())
    await write(ben.page, 'After a follower left')
    for (const tab of tabs) await rows(tab, 'After a follower left').waitFor(PATIENCE)
    expect(stage.sockets(id)).toEqual([socket])
  })

  /** Takes the leader away while Ben writes, and tells how long Ada had no line. */
  const loseLeader = async (name: string, take: (tab: Page) => Promise<unknown>): Promise<number> => {
    const texts = numbered(name, 6)
    const before = stage.opened(id).length
    const former = leader()
    for (const text of texts.slice(0, 3)) await write(ben.page, text)
    const begun = performance.now()
    await dismiss(former, () => take(former))
    const taken = expect.poll(() => stage.opened(id).length, { ...RECOVERY, interval: 10 }).toBe(before + 1)
    const elapsed = taken.then(() => performance.now() - begun)
    for (const text of texts.slice(3)) await write(ben.page, text)
    await allShow(name, texts)
    await expect.poll(() => stage.sockets(id), RECOVERY).toHaveLength(1)
    return elapsed
  }

  test('the leader is closed: another leads at once, and nothing is lost', async () => {
    expect(await loseLeader('Closed', (tab) => tab.close())).toBeLessThan(SOON.timeout)
  })

  test('the leader crashes: another leads at once, and nothing is lost', async () => {
    const crash = async (tab: Page): Promise<void> => {
      const devtools = await tab.context().newCDPSession(tab)
      const crashed = tab.waitForEvent('crash')
      devtools.send('Page.crash').catch(() => {})
      await crashed
    }
    expect(await loseLeader('Crashed', crash)).toBeLessThan(SOON.timeout)
  })

  test('what a tab wrote in vain is sent by another when it is closed', async () => {
    const texts = numbered('Heritage', 3)
    ada.line.set({ refuse: true })
    ada.line.reset()
    const author = tabs.find((tab) => tab !== leader())!
    for (const text of texts) await write(author, text)
    await expect.poll(() => stored(author), PATIENCE).toContain(texts.at(-1))
    await dismiss(author, () => author.close())
    ada.line.heal()
    await expect.poll(() => shown(ben.page, 'Heritage'), RECOVERY).toEqual(texts)
    await allShow('Heritage', texts)
  })

  test('all but one are closed, and the last one has the line', async () => {
    while (tabs.length > 1) await dismiss(tabs[0]!, () => tabs[0]!.close())
    await write(ben.page, 'To the last one')
    await rows(tabs[0]!, 'To the last one').waitFor(RECOVERY)
    await expect.poll(() => stage.sockets(id), PATIENCE).toHaveLength(1)
  })

  test('nothing complained', () => expect(stage.complaints).toEqual([]))
})
