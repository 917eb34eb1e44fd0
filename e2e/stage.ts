// The base of every scenario: the real server, one browser, and windows of people in it.
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { Complaints, openWindow, sharedBrowser, type DeviceOptions, type WindowOptions } from './browser.ts'
import { LecternServer, PASSWORD } from './server.ts'

export const ADA = 'ada@example.edu'
export const BEN = 'ben@example.edu'
export const CHLOE = 'chloe@example.edu'

/** For `expect.poll`: a second is little for two cores that run a server and a browser. */
export const PATIENCE = { timeout: 90_000 }
/**
 * "Within about a second": anything that waits for a poll, a heartbeat or another attempt takes longer than
 * this.
 */
export const SOON = { timeout: 6_000 }
/** Longer than the longest wait between two attempts to connect. */
export const RECOVERY = { timeout: 150_000 }

/** A server and a browser, and the windows of one file in it. */
export class Stage {
  readonly server: StageServer
  readonly browser: Browser
  readonly complaints = new Complaints()
  /** New windows keep the files of the app, which costs more than opening them. */
  keepsFiles = false
  readonly #devices = new Set<BrowserContext>()

  /** A separate server: for tests that kill, start or configure it. */
  static async open(env: Record<string, string> = {}, browser = sharedBrowser()): Promise<OwnStage> {
    const [server, opened] = await Promise.all([LecternServer.start(env), browser])
    return new OwnStage(server, opened)
  }

  /** The server of this worker, with the data of other files: make new people. */
  static async shared(browser = sharedBrowser()): Promise<Stage> {
    // Only a test run has one; pictures and figures are made without.
    const { sharedServer } = await import('./shared-server.ts')
    return new Stage(sharedServer(), await browser)
  }

  protected constructor(server: StageServer, browser: Browser) {
    this.server = server
    this.browser = browser
  }

  /** A new device that shows the sign-in page. */
  async window(name: string, options: DeviceOptions = {}): Promise<Page> {
    const page = await this.#open({ ...options, name, url: this.server.url })
    await page.goto('/')
    return page
  }

  /** A new device with a signed-in user, as at a later visit: by the API, without the form. */
  async signedIn(email: string, options: DeviceOptions = {}): Promise<Page> {
    const { url } = this.server
    const page = await this.#open({
      ...options,
      name: email.split('@')[0] ?? email,
      url: options.baseURL ?? url,
      storageState: wasSignedIn(options.baseURL ?? url),
    })
    await enter(page, email)
    return page
  }

  async #open(options: WindowOptions): Promise<Page> {
    const { keepsFiles } = this
    const page = await openWindow(this.browser, this.complaints, { keepsFiles, ...options })
    this.#devices.add(page.context())
    return page
  }

  /** Another tab of the same device. */
  async tab(page: Page, name: string): Promise<Page> {
    const tab = await page.context().newPage()
    this.complaints.listen(tab, name)
    await tab.goto(page.url())
    return tab
  }

  /** Restarts a server that a test left dead. */
  async revive(): Promise<void> {}

  /** Closes all devices: later sign-ins are new. */
  async closeWindows(): Promise<void> {
    const devices = [...this.#devices]
    this.#devices.clear()
    await Promise.all(devices.map((device) => device.close()))
  }

  close(): Promise<void> {
    return this.closeWindows()
  }
}

/** The server of a stage. */
export interface StageServer {
  readonly url: string
  readonly dataDir: string
}

export class OwnStage extends Stage {
  override readonly server: LecternServer

  constructor(server: LecternServer, browser: Browser) {
    super(server, browser)
    this.server = server
  }

  override revive(): Promise<void> {
    return this.server.start()
  }

  override async close(): Promise<void> {
    await super.close()
    await this.server.close()
  }
}

/** The app's data on a device with a signed-in user, besides the cookie. */
const wasSignedIn = (origin: string): BrowserContextOptions['storageState'] => ({
  cookies: [],
  origins: [{ origin, localStorage: [{ name: 'lectern.signed_in', value: '1' }] }],
})

const enter = async (page: Page, email: string): Promise<void> => {
  const data = { email, password: PASSWORD, device_name: 'Chrome on Linux', refresh_in: 'cookie' }
  const answer = await page.context().request.post('/auth/login', { data })
  if (!answer.ok()) throw new Error(`${email} was refused: ${answer.status()} ${await answer.text()}`)
  await page.goto('/')
  await page.getByRole('navigation', { name: 'Conversations' }).or(composer(page)).first().waitFor()
}

/** By the form, as a person does. */
export const signIn = async (page: Page, email: string, password = PASSWORD): Promise<void> => {
  await page.getByLabel('Email').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.keyboard.press('Enter')
  await page.getByRole('navigation', { name: 'Conversations' }).or(composer(page)).first().waitFor()
}

/** The bar without a connection. Readers get its words from another element, once. */
export const offlineBar = (page: Page) =>
  page.locator('.lectern-banner').filter({ hasText: /Offline since|No connection/ })

export const composer = (page: Page) => page.getByRole('textbox', { name: /^Message / })

/** Rows of the history that contain `text`. */
export const rows = (page: Page, text: string) => page.getByRole('article').filter({ hasText: text })

/**
 * The texts in order, without times and delivery marks: those change, and only a run's last message has them.
 */
export const readTexts = async (page: Page): Promise<string[]> =>
  (await page.getByRole('article').allTextContents()).map((text) => text.replace(/\d{1,2}:\d\d.*$/, ''))

/** By its title in the list: a last message may contain the title of another conversation. */
export const openConversation = async (page: Page, title: string): Promise<void> => {
  const list = page.getByRole('navigation', { name: 'Conversations' })
  await list.locator('.lectern-conversation-title').filter({ hasText: title }).first().click()
  await page.getByRole('textbox', { name: `Message ${title}` }).waitFor()
}

export const write = async (page: Page, text: string): Promise<void> => {
  await composer(page).fill(text)
  await composer(page).press('Enter')
}

/** Opens the menu of a message and chooses an act. */
export const act = async (page: Page, text: string, name: string): Promise<void> => {
  // A pointer that is already there would not fire an enter event.
  await page.mouse.move(0, 0)
  await rows(page, text).last().getByText(text).hover()
  await rows(page, text).last().getByRole('button', { name: 'More' }).click()
  await page.getByRole('menuitem', { name, exact: true }).click()
}
