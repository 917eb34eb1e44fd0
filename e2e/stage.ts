// What every scenario needs: the real server, one browser, and windows of named people in it.
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { Complaints, launch, openWindow } from './browser.ts'
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

export class Stage {
  readonly server: LecternServer
  readonly browser: Browser
  readonly complaints = new Complaints()

  static async open(env: Record<string, string> = {}): Promise<Stage> {
    const [server, browser] = await Promise.all([LecternServer.start(env), launch()])
    return new Stage(server, browser)
  }

  private constructor(server: LecternServer, browser: Browser) {
    this.server = server
    this.browser = browser
  }

  /** A new device, showing the sign-in page. */
  async window(name: string, options: BrowserContextOptions = {}): Promise<Page> {
    const page = await openWindow(this.browser, this.complaints, { ...options, name, url: this.server.url })
    await page.goto('/')
    return page
  }

  /** A new device with somebody signed in. */
  async signedIn(email: string, options: BrowserContextOptions = {}): Promise<Page> {
    const page = await this.window(email.split('@')[0] ?? email, options)
    await signIn(page, email)
    return page
  }

  /** Another tab of the same device. */
  async tab(page: Page, name: string): Promise<Page> {
    const tab = await page.context().newPage()
    this.complaints.listen(tab, name)
    await tab.goto(page.url())
    return tab
  }

  async close(): Promise<void> {
    await this.browser.close()
    await this.server.close()
  }
}

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

export const openConversation = async (page: Page, title: string | RegExp): Promise<void> => {
  await page.getByRole('navigation', { name: 'Conversations' }).getByText(title).first().click()
  await composer(page).waitFor()
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
