// Notices while nobody looks at the app: pushes through a push service on this machine, which checks the signature and decrypts,
// handed to the real service worker of the real browser; and what an open page does: notification, tone, badge.
import type { Browser, CDPSession, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { PushStation } from '../apps/server/src/testing/push-station.ts'
import { needProgram } from '../scripts/programs.ts'
import { launchWhole } from './browser.ts'
import { Casting, type Cast } from './cast.ts'
import { holdToSilence } from './scene.ts'
import { PATIENCE, rows, Stage, type OwnStage } from './stage.ts'

let station: PushStation
let browser: Browser
let stage: OwnStage
let casting: Casting
let cast: Cast
let ben: Page

beforeAll(async () => {
  station = await PushStation.open(needProgram('openssl'))
  browser = await launchWhole()
  const env = {
    LECTERN_PUSH_SUBJECT: 'mailto:it@school.example',
    LECTERN_PUSH_HOSTS: station.host,
    NODE_EXTRA_CA_CERTS: station.certificate,
  }
  stage = await Stage.open(env, Promise.resolve(browser))
  stage.keepsFiles = true
  casting = await Casting.open(stage.server.url, stage.server.dataDir)
})
beforeEach(async () => {
  station.received.length = 0
  cast = await casting.cast()
  ben = await stage.signedIn(cast.ben.email, { permissions: ['notifications'] })
  await ben.evaluate(() => navigator.serviceWorker.ready.then(() => {}))
})
afterEach(() => stage.closeWindows())
holdToSilence(() => stage)
afterAll(async () => {
  await casting?.close()
  await stage?.close()
  await browser?.close()
  await station?.close()
})

/** Chromium reaches its own push service only with a network: so the test's service takes its place. */
const subscribeAt = async (page: Page) => {
  const subscription = station.subscribe()
  await page.evaluate((made) => {
    const key = (text: string) =>
      Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (each) => each.charCodeAt(0))
        .buffer
    let live: unknown = null
    const manager = PushManager.prototype as unknown as Record<string, unknown>
    manager['getSubscription'] = async () => live
    manager['subscribe'] = async ({ applicationServerKey }: { applicationServerKey: string }) =>
      (live = {
        ...made,
        options: { applicationServerKey: key(applicationServerKey) },
        toJSON: () => made,
        unsubscribe: async () => ((live = null), true),
      })
  }, subscription)
  return subscription
}

/** Of the same browser, but not the app: its service worker can be asked there. */
const besideOf = async (page: Page): Promise<Page> => {
  const beside = await page.context().newPage()
  await beside.goto('/healthz')
  return beside
}

/** Hands what came last to the service worker, as the browser does when it comes. */
const deliver = async (page: Page): Promise<void> => {
  const session = await page.context().newCDPSession(page)
  const registrationId = await registrationOf(session)
  await session.send('ServiceWorker.deliverPushMessage', {
    origin: stage.server.url,
    registrationId,
    data: JSON.stringify(station.received.at(-1)?.content),
  })
  await session.detach()
}
const registrationOf = async (session: CDPSession): Promise<string> => {
  const { promise, resolve } = Promise.withResolvers<string>()
  session.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
    const found = registrations.find(({ scopeURL }) => scopeURL.startsWith(stage.server.url))
    if (found) resolve(found.registrationId)
  })
  await session.send('ServiceWorker.enable')
  return promise
}

const shown = (page: Page) =>
  page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration()
    return ((await registration?.getNotifications()) ?? []).map(({ title, body }) => `${title}: ${body}`)
  })

/** Presses the notification that is shown: the browser gives a test no way to it, so the worker gets the event from itself. */
const press = async (page: Page): Promise<void> => {
  const [worker] = page.context().serviceWorkers()
  await worker?.evaluate(async () => {
    const scope = globalThis as unknown as {
      registration: ServiceWorkerRegistration
      NotificationEvent: new (type: string, init: { notification: Notification | undefined }) => Event
    }
    const [notification] = await scope.registration.getNotifications()
    const event = new scope.NotificationEvent('notificationclick', { notification })
    // Only an event of the browser itself may be lengthened.
    Object.defineProperty(event, 'waitUntil', { value: () => {} })
    dispatchEvent(event)
  })
}
/** Nobody looks at this page. */
const turnAway = (page: Page) =>
  page.evaluate(() => {
    document.hasFocus = () => false
    dispatchEvent(new Event('blur'))
  })
const switchOn = async (page: Page) => {
  await page.goto('/settings')
  const subscription = await subscribeAt(page)
  await page.getByLabel('Notifications also while Lectern is closed').check()
  await page.getByRole('button', { name: 'Send a test' }).waitFor()
  return subscription
}
const mention = async (text: string): Promise<string> => {
  const before = station.received.length
  const id = await cast.ada.mention(cast.course, cast.ben, text)
  await expect.poll(() => station.received.length, PATIENCE).toBe(before + 1)
  return id
}

/** What is decided is handed on in the same moment, so a device that gets something later got it before the second one. */
const nothingSent = async () => {
  const [before, open] = [station.asked, await cast.ben.openNotices()]
  for (const [index, text] of ['this', 'that'].entries()) {
    await cast.ada.mention(cast.course, cast.ben, text)
    await expect.poll(() => cast.ben.openNotices(), PATIENCE).toBe(open + index + 1)
  }
  expect(station.asked).toBe(before)
}

test('a person switches pushes on, tries them, and off again', async () => {
  const subscription = await switchOn(ben)
  await ben.getByRole('button', { name: 'Send a test' }).click()
  await expect.poll(() => station.shownAt(subscription), PATIENCE).toHaveLength(1)
  await deliver(ben)
  const test = 'Lectern reaches this device: So it will look when a message concerns you.'
  await expect.poll(() => shown(ben), PATIENCE).toEqual([test])
  await ben.getByLabel('Notifications also while Lectern is closed').uncheck()
  await ben.getByRole('button', { name: 'Send a test' }).waitFor({ state: 'detached' })
  await expect.poll(() => shown(ben), PATIENCE).toEqual([])
  await nothingSent()
})

test('a mention comes while nobody looks, and pressing it goes to the message in the open page', async () => {
  await switchOn(ben)
  await turnAway(ben)
  const id = await mention('have a look')
  await deliver(ben)
  await expect
    .poll(() => shown(ben), PATIENCE)
    .toEqual([expect.stringMatching(/^Ada mentioned you · Mathematics 1: .*have a look$/)])
  await press(ben)
  await expect.poll(() => new URL(ben.url()).pathname, PATIENCE).toBe(`/c/${cast.course}/m/${id}`)
  await rows(ben, 'have a look').waitFor()
  await expect.poll(() => shown(ben), PATIENCE).toEqual([])
})

test('with no page open it is closed when it was read elsewhere: by a push, or when the app is opened', async () => {
  await switchOn(ben)
  const beside = await besideOf(ben)
  await ben.close()
  await mention('one')
  await deliver(beside)
  await expect.poll(() => shown(beside), PATIENCE).toHaveLength(1)
  await cast.ben.readAll(cast.course)
  await expect.poll(() => station.received.at(-1)?.content.type, PATIENCE).toBe('close')
  await deliver(beside)
  await expect.poll(() => shown(beside), PATIENCE).toEqual([])

  await mention('two')
  await deliver(beside)
  await expect.poll(() => shown(beside), PATIENCE).toHaveLength(1)
  await cast.ben.readAll(cast.course)
  await beside.goto('/my/notices')
  await expect.poll(() => shown(beside), PATIENCE).toEqual([])
})

test('signing out ends it: nothing is sent any more, and nothing of it stays on the screen', async () => {
  await switchOn(ben)
  await turnAway(ben)
  await mention('one')
  await deliver(ben)
  await expect.poll(() => shown(ben), PATIENCE).toHaveLength(1)
  await ben.getByRole('button', { name: 'Back' }).click()
  await ben.getByRole('button', { name: /^Account of Ben/ }).click()
  await ben.getByRole('menuitem', { name: 'Sign out', exact: true }).click()
  await ben.getByLabel('Email').waitFor()
  await expect.poll(() => shown(ben), PATIENCE).toEqual([])
  await nothingSent()
})

test('an open page at which nobody looks shows a notification, plays the tone and counts on the icon', async () => {
  await ben.addInitScript(() => {
    const heard = { notifications: [] as string[], tones: 0, badge: 0 }
    Object.assign(globalThis, { heard })
    const { Notification: Real, AudioContext: Audio } = globalThis
    globalThis.Notification = class extends Real {
      constructor(title: string, options?: NotificationOptions) {
        super(title, options)
        heard.notifications.push(title)
        this.addEventListener('close', () => heard.notifications.splice(0))
      }
    }
    const { createOscillator } = Audio.prototype
    Audio.prototype.createOscillator = function (this: AudioContext) {
      heard.tones++
      return createOscillator.call(this)
    }
    navigator.setAppBadge = async (open = 0) => void (heard.badge = open)
    navigator.clearAppBadge = async () => void (heard.badge = 0)
  })
  const heard = () => ben.evaluate(() => (globalThis as unknown as { heard: Record<string, unknown> }).heard)
  await ben.goto('/settings')
  await ben.getByLabel('Notifications while you look elsewhere').check()
  await ben.getByLabel('A soft sound').check()
  await expect.poll(async () => (await heard())['tones'], PATIENCE).toBe(2)
  await turnAway(ben)
  await cast.ada.mention(cast.course, cast.ben, 'look here')
  await expect
    .poll(heard, PATIENCE)
    .toEqual({ notifications: ['Ada mentioned you · Mathematics 1'], tones: 4, badge: 1 })
  await cast.ben.readAll(cast.course)
  await expect.poll(heard, PATIENCE).toEqual({ notifications: [], tones: 4, badge: 0 })
})
