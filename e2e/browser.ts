import {
  chromium,
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  type ConsoleMessage,
  type Page,
} from 'playwright-core'
import { needProgram } from '../scripts/programs.ts'

/**
 * Disables the suggestions of the address bar, which no test uses: they are two more pages for each window,
 * which cost as much as the app's own page. A second list replaces Playwright's own (chromiumSwitches.ts), so
 * the others are copied from there.
 */
const WITHOUT = [
  'WebUIOmniboxPopup',
  'WebUIOmniboxAimPopup',
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsUpgrades',
  'HttpsFirstBalancedModeAutoEnable',
  'LensOverlay',
  'MediaRouter',
  'PaintHolding',
  'ThirdPartyStoragePartitioning',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'OptimizationHints',
  'NetworkTimeServiceQuerying',
  'AimEnabled',
  'PreconnectToSearch',
]

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  `--disable-features=${WITHOUT.join()}`,
]

const PROGRAM = {
  executablePath: process.env.CHROMIUM_PATH ?? needProgram('chromium-headless-shell'),
  args: FLAGS,
}

export const launch = (): Promise<Browser> => chromium.launch(PROGRAM)

/** The browser that people use, for what only it does: find in page, and selecting beyond the screen. */
export const launchWhole = (): Promise<Browser> =>
  chromium.launch({ ...PROGRAM, executablePath: needProgram('chromium') })

const kept = globalThis as { lecternBrowser?: Promise<Browser> }

/** The one browser of this process, shared by all files of a worker. It ends with the process. */
export const sharedBrowser = (): Promise<Browser> => (kept.lecternBrowser ??= launch())

/** A separate browser whose storage stays in `folder`: it may be closed and started again. */
export const launchFrom = (folder: string, options: BrowserContextOptions): Promise<BrowserContext> =>
  chromium.launchPersistentContext(folder, { ...PROGRAM, ...options })

/**
 * The messages that no page may cause: errors in the console, uncaught exceptions, violations of the content
 * security policy.
 */
export class Complaints {
  readonly #list: string[] = []
  /**
   * The browser also checks by itself for a new version of the app, and reports when the server does not
   * answer.
   */
  readonly #expected: RegExp[] = [/An unknown error occurred when fetching the script/]

  /** The browser itself reports refused and unreachable requests; a test that provokes them says so. */
  expect(pattern: RegExp): void {
    this.#expected.push(pattern)
  }

  listen(page: Page, name: string): void {
    page.on('console', (message) => this.#console(name, message))
    page.on('pageerror', (error) => this.#list.push(`${name}: ${error.stack ?? error.message}`))
  }

  get list(): readonly string[] {
    return this.#list.filter((line) => !this.#expected.some((pattern) => pattern.test(line)))
  }

  /** The unexpected messages since the last call. */
  take(): readonly string[] {
    const { list } = this
    this.#list.length = 0
    return list
  }

  #console(name: string, message: ConsoleMessage): void {
    const isBad =
      message.type() === 'error' ||
      message.type() === 'warning' ||
      /Content Security Policy|Trusted/i.test(message.text())
    if (isBad) this.#list.push(`${name}: ${message.text()} (${message.location().url})`)
  }
}

/**
 * As on a page without TLS. A worker loads all files of the app for each new window, which costs more than
 * opening it.
 */
const removeServiceWorkers = (): void => void Reflect.deleteProperty(Navigator.prototype, 'serviceWorker')

export interface WindowOptions extends Omit<BrowserContextOptions, 'serviceWorkers'> {
  name: string
  url: string
  /** The app keeps its files on the device. */
  keepsFiles?: boolean
}

/** How a person's device differs from the usual one. */
export type DeviceOptions = Omit<WindowOptions, 'name' | 'url'>

/** A separate window: own cookies, own storage, as on another device. */
export const openWindow = async (
  browser: Browser,
  complaints: Complaints,
  options: WindowOptions,
): Promise<Page> => {
  const { name, url, keepsFiles = false, ...context } = options
  const device = await browser.newContext({
    baseURL: url,
    viewport: { width: 1440, height: 900 },
    ...context,
  })
  device.setDefaultTimeout(90_000)
  if (!keepsFiles) await device.addInitScript(removeServiceWorkers)
  const page = await device.newPage()
  complaints.listen(page, name)
  return page
}
