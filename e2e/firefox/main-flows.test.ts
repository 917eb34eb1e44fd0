// The main flows in Firefox: sign in, read, send, receive, a file, a card, a reload, and a time without the server.
import type { Browser } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Casting, type Cast } from '../cast.ts'
import { SampleFiles } from '../sample-files.ts'
import { LecternServer } from '../server.ts'
import { FirefoxWindow, launchFirefox } from './firefox.ts'

const TITLE = 'Mathematics 1'

describe('in Firefox', () => {
  let server: LecternServer
  let browser: Browser
  let casting: Casting
  let files: SampleFiles
  let cast: Cast
  let ada: FirefoxWindow
  let ben: FirefoxWindow

  beforeAll(async () => {
    ;[server, browser, files] = await Promise.all([
      LecternServer.start(),
      launchFirefox(),
      SampleFiles.make(),
    ])
    casting = await Casting.open(server.url, server.dataDir)
    cast = await casting.cast()
    ada = await FirefoxWindow.open(browser, server.url)
    ben = await FirefoxWindow.open(browser, server.url)
  })
  afterAll(async () => {
    await browser.close()
    await casting.close()
    files.remove()
    await server.close()
  })

  test('both sign in and open a course', async () => {
    await ada.signIn(cast.ada.email)
    await ben.signIn(cast.ben.email)
    for (const person of [ada, ben]) await person.open(TITLE)
  })

  test('what was written is read, and what is written arrives', async () => {
    await ben.sees('Welcome to Mathematics 1!')
    await ben.write('Is zero an even number?')
    await ada.sees('Is zero an even number?')
    await ada.write('It is: $0 = 2 \\cdot 0$.')
    await ben.sees('It is:')
    await ben.page.waitForSelector('[role=log] .katex')
  })

  test('a file is sent, and had by the other', async () => {
    const input = await ada.page.waitForSelector('input[data-files]')
    await input?.uploadFile(files.path('work.py'))
    await ada.page.waitForSelector('[aria-label="Remove work.py"]')
    await ada.write('The file')
    await ben.sees('work.py')
  })

  test('a card is acted on', async () => {
    const title = `Halving ${crypto.randomUUID().slice(0, 8)}`
    const data = { subject: title, question: 'Why do we halve it?' }
    await cast.ben.post(cast.course, { type: 'tutoring_topic', data })
    await ben.sees(title)
    await ben.press('Ask a person')
    await ada.sees('In the queue')
    await ada.press('Take over')
    await ben.sees('Ada is helping')
  })

  test('after a reload all of it is there', async () => {
    await ben.page.reload()
    await ben.sees('Is zero an even number?')
    await ben.sees('The file')
  })

  test('what is written while the server is away is sent when it is back', async () => {
    await server.kill()
    await ben.sees('Offline since', 'body')
    await ben.write('Written without a server')
    await ben.sees('Written without a server')
    await server.start()
    await ada.sees('Written without a server')
  })

  test('without an error of the page', () => {
    expect([...ada.complaints, ...ben.complaints]).toEqual([])
  })
})
