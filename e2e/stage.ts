// What every scenario needs: the real server, one browser, and windows of named people in it.
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { Complaints, openWindow, sharedBrowser } from './browser.ts'
import { LecternServer, PASSWORD } from './server.ts'

export const ADA = 'ada@example.edu'
export const BEN = 'ben@example.edu'
export const CHLOE = 'chloe@example.edu'

/** For `expect.poll`: a second is little for two cores that run a server and a browser. */
export const PATIENCE = { timeout: 90_000 }
/** "Within a second or so": what has to wait for a poll, a heartbeat or another attempt takes longer than this. */
export const SOON = { timeout: 6_000 }
/** The longest wait between two attempts to connect, and then some. */
export const RECOVERY = { timeout: 150_000 }

/** A server and a browser, and the windows of one file in it. */
export class Stage {
  readonly server: StageServer
  readonly browser: Browser
  readonly complaints = new Complaints()
  readonly #devices = new Set<BrowserContext>()

  /** A server of its own: for what kills, starts or configures it. */
  static async open(env: Record<string, string> = {}): Promise<OwnStage> {
    const [server, browser] = await Promise.all([LecternServer.start(env), sharedBrowser()])
    return new OwnStage(server, browser)
  }

  /** The server of this worker, with whatever other files left on them: make people of your own. */
  static async shared(): Promise<Stage> {
    // Only a run of tests has one; pictures and figures are made without.
    const { sharedServer } = await import('./shared-server.ts')
    return new Stage(sharedServer(), await sharedBrowser())
  }

  protected constructor(server: StageServer, browser: Browser) {
    this.server = server
    this.browser = browser
  }

  /** A new device, showing the sign-in page. */
  async window(name: string, options: BrowserContextOptions = {}): Promise<Page> {
    const page = await openWindow(this.browser, this.complaints, { ...options, name, url: this.server.url })
    this.#devices.add(page.context())
    await page.goto('/')
    return page
  }

  /** A new device with somebody signed in, as a visit later finds it: by the API, without the form. */
  async signedIn(email: string, options: BrowserContextOptions = {}): Promise<Page> {
    const { url } = this.server
    const page = await openWindow(this.browser, this.complaints, {
      ...options,
      name: email.split('@')[0] ?? email,
      url: options.baseURL ?? url,
      storageState: wasSignedIn(options.baseURL ?? url),
    })
    this.#devices.add(page.context())
    await enter(page, email)
    return page
  }

  /** Another tab of the same device. */
  async tab(page: Page, name: string): Promise<Page> {
    const tab = await page.context().newPage()
    this.complaints.listen(tab, name)
    await tab.goto(page.url())
    return tab
  }

  /** Brings a server back that a test left dead. */
  async revive(): Promise<void> {}

  /** Shuts all devices: what is signed in afterwards is new. */
  async closeWindows(): Promise<void> {
    const devices = [...this.#devices]
    this.#devices.clear()
    await Promise.all(devices.map((device) => device.close()))
  }

  close(): Promise<void> {
    return this.closeWindows()
  }
}

/** Where a stage plays. */
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

/** What the app leaves on a device where somebody is signed in, besides the cookie. */
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

export const composer = (page: Page) => page.getByRole('textbox', { name: /^Message / })

/** Rows of the history that say `text`. */
export const rows = (page: Page, text: string) => page.getByRole('article').filter({ hasText: text })

/** What was said, in order, without times and how far it has come: those change, and a run's last message carries them. */
export const said = async (page: Page): Promise<string[]> =>
  (await page.getByRole('article').allTextContents()).map((text) => text.replace(/\d{1,2}:\d\d.*$/, ''))

/** By its title in the list: what was said last there may hold the name of another conversation. */
export const openConversation = async (page: Page, title: string): Promise<void> => {
  const list = page.getByRole('navigation', { name: 'Conversations' })
  await list.locator('.lectern-conversation-title').filter({ hasText: title }).first().click()
  await page.getByRole('textbox', { name: `Message ${title}` }).waitFor()
}

export const write = async (page: Page, text: string): Promise<void> => {
  await composer(page).fill(text)
  await composer(page).press('Enter')
}

/** Opens the menu of a message and takes an act. */
export const act = async (page: Page, text: string, name: string): Promise<void> => {
  // A pointer that rests there already would not enter it.
  await page.mouse.move(0, 0)
  await rows(page, text).last().getByText(text).hover()
  await rows(page, text).last().getByRole('button', { name: 'More' }).click()
  await page.getByRole('menuitem', { name, exact: true }).click()
}
