// Firefox by WebDriver BiDi. Playwright drives only a Firefox of its own; Puppeteer drives Debian's.
import puppeteer, { type Browser, type Page } from 'puppeteer-core'
import { needProgram } from '../../scripts/programs.ts'
import { PASSWORD } from '../server.ts'
import { PATIENCE } from '../stage.ts'

export const launchFirefox = (): Promise<Browser> =>
  puppeteer.launch({ browser: 'firefox', executablePath: needProgram('firefox'), headless: true })

const FIELD = '.lectern-composer-field textarea'

/** A window in the background draws no frames to look at. */
const POLL_MS = 100

/** A window of a person, and what the browser complains about. */
export class FirefoxWindow {
  readonly page: Page
  readonly complaints: string[] = []

  static async open(browser: Browser, url: string): Promise<FirefoxWindow> {
    const context = await browser.createBrowserContext()
    const window = new FirefoxWindow(await context.newPage())
    window.page.setDefaultTimeout(PATIENCE.timeout)
    await window.page.setViewport({ width: 1280, height: 800 })
    await window.page.goto(url)
    return window
  }

  private constructor(page: Page) {
    this.page = page
    page.on('pageerror', (error) => {
      // Firefox reports so that a server does not answer.
      if (!/can’t establish a connection|was interrupted/.test(String(error)))
        this.complaints.push(String(error))
    })
  }

  /** By the API: the tests of signing in use the form. */
  async enter(email: string): Promise<void> {
    const body = { email, password: PASSWORD, device_name: 'Firefox on Linux', refresh_in: 'cookie' }
    const status = await this.page.evaluate(async (login) => {
      const answer = await fetch('/auth/login', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(login),
      })
      localStorage.setItem('lectern.signed_in', '1')
      return answer.status
    }, body)
    if (status !== 200) throw new Error(`${email} was refused: ${status}`)
    await this.page.reload()
    await this.page.waitForSelector('.lectern-conversation')
  }

  /** With all that the browser keeps of it. */
  close(): Promise<void> {
    return this.page.browserContext().close()
  }

  /** By the form, as a person does. */
  async signIn(email: string): Promise<void> {
    await this.#enter('input[autocomplete=username]', email)
    await this.#enter('input[autocomplete=current-password]', PASSWORD)
    await this.page.keyboard.press('Enter')
    await this.page.waitForSelector('.lectern-conversation')
  }

  async open(title: string): Promise<void> {
    await this.#click('.lectern-conversation', title)
    await this.page.waitForSelector(FIELD)
    await this.page.waitForFunction((name) => document.title.includes(name), {}, title)
  }

  async write(text: string): Promise<void> {
    await this.#enter(FIELD, text)
    await this.page.keyboard.press('Enter')
  }

  /** Waits for words, by default in the history. */
  async sees(words: string, where = '[role=log]'): Promise<void> {
    await this.page.waitForFunction(
      (selector, text) => document.querySelector<HTMLElement>(selector)?.innerText.includes(text),
      { polling: POLL_MS },
      where,
      words,
    )
  }

  press(name: string): Promise<void> {
    return this.#click('[role=log] button', name)
  }

  async #enter(field: string, text: string): Promise<void> {
    // A window in the background draws nothing.
    await this.page.bringToFront()
    await this.page.waitForSelector(field)
    await this.page.focus(field)
    await this.page.keyboard.type(text)
  }

  /** The first one with these words. */
  async #click(selector: string, words: string): Promise<void> {
    await this.page.bringToFront()
    const at = await this.page.waitForFunction(
      (one, text) => {
        const all = [...document.querySelectorAll<HTMLElement>(one)]
        const index = all.findIndex((each) => each.innerText.includes(text))
        return index < 0 ? undefined : String(index)
      },
      { polling: POLL_MS },
      selector,
      words,
    )
    await (await this.page.$$(selector))[Number(await at.jsonValue())]?.click()
  }
}
