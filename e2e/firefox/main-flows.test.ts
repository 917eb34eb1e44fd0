// The main flows in Firefox: sign in, read, send, receive, a file, a card, a reload, and a time without the server. Each
// has people and windows of its own, and they come in any order (see vitest.config.ts).
import type { Browser } from 'puppeteer-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { Casting, type Cast } from '../cast.ts'
import { SampleFiles } from '../sample-files.ts'
import { LecternServer } from '../server.ts'
import { FirefoxWindow, launchFirefox } from './firefox.ts'

const TITLE = 'Mathematics 1'

const expectSilence = (complaints: readonly string[]): void => expect(complaints).toEqual([])

describe('in Firefox', () => {
  let server: LecternServer
  let browser: Browser
  let casting: Casting
  let files: SampleFiles
  let windows: FirefoxWindow[] = []

  beforeAll(async () => {
    ;[server, browser, files] = await Promise.all([
      LecternServer.start(),
      launchFirefox(),
      SampleFiles.make(),
    ])
    casting = await Casting.open(server.url, server.dataDir)
  })
  afterEach(async () => {
    const complaints = windows.flatMap((each) => each.complaints)
    await Promise.all(windows.map((each) => each.close()))
    windows = []
    expectSilence(complaints)
  })
  afterAll(async () => {
    await browser.close()
    await casting.close()
    files.remove()
    await server.close()
  })

  const openWindow = async (): Promise<FirefoxWindow> => {
    const window = await FirefoxWindow.open(browser, server.url)
    windows.push(window)
    return window
  }

  interface Meeting {
    cast: Cast
    ada: FirefoxWindow
    ben: FirefoxWindow
  }

  /** Ada and Ben in their course. */
  const meet = async (): Promise<Meeting> => {
    const cast = await casting.cast()
    const [ada, ben] = [await openWindow(), await openWindow()]
    await ada.enter(cast.ada.email)
    await ben.enter(cast.ben.email)
    for (const person of [ada, ben]) await person.open(TITLE)
    return { cast, ada, ben }
  }

  test('a person signs in and opens a course', async () => {
    const { ben } = await casting.cast()
    const window = await openWindow()
    await window.signIn(ben.email)
    await window.open(TITLE)
    await window.sees('Welcome to Mathematics 1!')
  })

  test('what was written is read, and what is written arrives', async () => {
    const { ada, ben } = await meet()
    await ben.sees('Welcome to Mathematics 1!')
    await ben.write('Is zero an even number?')
    await ada.sees('Is zero an even number?')
    await ada.write('It is: $0 = 2 \\cdot 0$.')
    await ben.sees('It is:')
    await ben.page.waitForSelector('[role=log] .katex')
  })

  test('a file is sent, and had by the other', async () => {
    const { ada, ben } = await meet()
    const input = await ada.page.waitForSelector('input[data-files]')
    await input?.uploadFile(files.path('work.py'))
    await ada.page.waitForSelector('[aria-label="Remove work.py"]')
    await ada.write('The file')
    await ben.sees('work.py')
  })

  test('a card is acted on', async () => {
    const { cast, ada, ben } = await meet()
    const data = { subject: 'Halving', question: 'Why do we halve it?' }
    await cast.ben.post(cast.course, { type: 'tutoring_topic', data })
    await ben.sees('Halving')
    await ben.press('Ask a person')
    await ada.sees('In the queue')
    await ada.press('Take over')
    await ben.sees('Ada is helping')
  })

  test('after a reload all of it is there', async () => {
    const { ada, ben } = await meet()
    await ben.write('Is zero an even number?')
    await ada.sees('Is zero an even number?')
    await ben.page.reload()
    await ben.sees('Is zero an even number?')
  })

  test('what is written while the server is away is sent when it is back', async () => {
    const { ada, ben } = await meet()
    await server.kill()
    try {
      await ben.sees('Offline since', 'body')
      await ben.write('Written without a server')
      await ben.sees('Written without a server')
    } finally {
      await server.start()
    }
    await ada.sees('Written without a server')
  })
})
