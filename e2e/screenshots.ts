// Pictures of the main states: `node e2e/screenshots.ts <folder>`. Chromium comes from CHROMIUM_PATH.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { Person } from './person.ts'
import { ARABIC, CODE, FORMULAS, LONG_FORMULA, MORE_CODE, STRUCTURE, UNBROKEN } from './showcase.ts'
import {
  act,
  ADA,
  BEN,
  CHLOE,
  composer,
  offlineBar,
  openConversation,
  rows,
  signIn,
  Stage,
  write,
} from './stage.ts'

const folder = process.argv[2]
if (folder === undefined) throw new Error('Say where the pictures go: node e2e/screenshots.ts <folder>')
mkdirSync(folder, { recursive: true })

const SIZES = [
  [360, 740],
  [390, 844],
  [900, 800],
  [1440, 900],
  [1920, 1080],
] as const
const THEMES = ['light', 'dark'] as const

const ALMOST = `Almost! You subtract before you have a common denominator:

\`\`\`python
from fractions import Fraction

def difference(a, b):
    # 3/4 − 2/3 = 9/12 − 8/12
    return Fraction(a) - Fraction(b)

print(difference("3/4", "2/3"))  # 1/12
\`\`\`

So **9/12 − 8/12**, and what is left?`

const TABLE = `Results of the short test:

| Task | Right | Most common slip |
| --- | --- | --- |
| 1 Expand | 24 of 26 | sign of the last term |
| 2 Factor | 19 of 26 | forgot the common factor |
| 3 Solve | 17 of 26 | divided by zero |

We go through number 3 together on **Thursday**.`

/** All kinds of message content, by conversation. */
const TEXTS = {
  Formulas: [FORMULAS, LONG_FORMULA],
  Code: [CODE],
  'More code': [MORE_CODE],
  Structure: [STRUCTURE],
  Languages: [ARABIC, UNBROKEN],
}

const setScene = async (url: string): Promise<void> => {
  const [ada, ben, chloe] = await Promise.all([ADA, BEN, CHLOE].map((email) => Person.signIn(url, email)))
  if (!ada || !ben || !chloe) throw new Error('The demo class is not there')
  const known = await ada.conversations()
  const course = known.find(({ kind }) => kind === 'course')?.id ?? ''
  const direct = known.find(({ kind }) => kind === 'direct')?.id ?? ''

  const test = await ada.say(course, TABLE)
  await ben.react(course, test, '👍')
  await chloe.react(course, test, '👍')
  await chloe.react(course, test, '🎉')
  await chloe.say(course, 'Will number 3 be in the exam, too?', test)
  await ben.say(course, 'I would also like to see 2 again, please.')

  const group = await ada.create('group', 'Study group, week 4', [ben.id, chloe.id])
  await chloe.say(group.id, 'Shall we meet in the library at four?')
  await ben.say(group.id, 'Works for me 👍')

  for (const [title, texts] of Object.entries(TEXTS)) {
    const shown = await ada.create('group', title, [ben.id])
    for (const text of texts) await ada.say(shown.id, text)
  }

  const talk = await ada.create('direct', undefined, [chloe.id])
  await chloe.say(talk.id, 'May I hand in the second worksheet tomorrow? I was ill on Friday.')

  const question = await ben.say(direct, 'It is 3/4 − 2/3. I get 1/1, but the answer says something else.')
  await ben.say(direct, 'Where does it go wrong?')
  const answer = await ada.say(direct, ALMOST, question)
  await ben.react(direct, answer, '💡')
  await ben.say(direct, '1/12! I always forget to expand both.')
  await ada.say(direct, 'Exactly. Everybody forgets it once; you will not forget it twice.')
}

const stage = await Stage.open()
const open: Page[] = []

const signedIn = async (email: string, options: BrowserContextOptions): Promise<Page> => {
  const page = await stage.signedIn(email, options)
  open.push(page)
  return page
}

const shot = async (page: Page, name: string): Promise<void> => {
  await page.waitForTimeout(450)
  await page.screenshot({ path: join(folder, `${name}.png`) })
}

const closeAll = async (): Promise<void> => {
  for (const page of open.splice(0)) await page.context().close()
}

/** The pictures of one size and theme. */
const picture = async (width: number, height: number, theme: 'light' | 'dark'): Promise<void> => {
  const name = (state: string) => `${state}-${width}-${theme}`
  const look = {
    viewport: { width, height },
    colorScheme: theme,
    ...(width < 720 && { hasTouch: true, isMobile: true }),
  }

  const door = await stage.window('door', look)
  open.push(door)
  await shot(door, name('sign-in'))
  await signIn(door, ADA)
  await shot(door, name('landing'))

  const ada = door
  const ben = await signedIn(BEN, { viewport: { width: 1200, height: 800 } })
  await openConversation(ben, 'Ada')
  await openConversation(ada, 'Ben')
  await composer(ben).pressSequentially('And if ')
  await ada
    .getByText(/is typing/)
    .first()
    .waitFor()
  await shot(ada, name('direct'))

  if (width < 720) await ada.goBack()
  await openConversation(ada, 'Mathematics 1')
  await shot(ada, name('course'))
  if (width < 1100) {
    await ada.getByRole('button', { name: 'Conversation menu' }).click()
    await ada.getByRole('menuitem', { name: 'Show details' }).click()
    await shot(ada, name('details'))
    await ada.goBack()
  }
  if (width < 720) await ada.goBack()
  await shot(ada, name('list'))
  await ada.getByRole('button', { name: 'New conversation' }).first().click()
  await shot(ada, name('compose'))
  await ada.keyboard.press('Escape')
  await ada.getByRole('button', { name: /^Account/ }).click()
  await shot(ada, name('account'))
  await ada.keyboard.press('Escape')
  await ada.goto('/settings')
  await ada.getByText('This device').waitFor()
  await shot(ada, name('settings'))
  await closeAll()
}

/** Every kind of text, at one size. */
const texts = async (width: number, height: number, theme: 'light' | 'dark'): Promise<void> => {
  const ben = await signedIn(BEN, { viewport: { width, height }, colorScheme: theme })
  for (const title of Object.keys(TEXTS)) {
    await openConversation(ben, title)
    await shot(ben, `text-${title.toLowerCase().replace(' ', '-')}-${width}-${theme}`)
    if (width < 720) await ben.goBack()
  }
  await closeAll()
}

/** States that do not depend on the size. */
const moments = async (theme: 'light' | 'dark'): Promise<void> => {
  const ada = await signedIn(ADA, { colorScheme: theme })
  await openConversation(ada, 'Ben')
  await rows(ada, 'Everybody forgets it once').getByText('Everybody forgets it once').hover()
  await shot(ada, `moment-hover-${theme}`)
  await rows(ada, 'Everybody forgets it once').getByRole('button', { name: 'React' }).click()
  await shot(ada, `moment-emoji-${theme}`)
  await ada.keyboard.press('Escape')
  await act(ada, 'Everybody forgets it once', 'Reply')
  await composer(ada).fill('One more for practice: 5/6 − 3/8.\nTake your time.')
  await shot(ada, `moment-reply-${theme}`)
  await ada.keyboard.press('Escape')
  await composer(ada).fill('')
  await ada.keyboard.press('Control+k')
  await shot(ada, `moment-switcher-${theme}`)
  await ada.keyboard.press('Escape')
  await ada.getByRole('button', { name: 'Fold the list' }).click()
  await shot(ada, `moment-rail-${theme}`)
  await ada.getByRole('button', { name: 'Show the list' }).click()
  await ada.getByRole('button', { name: 'New conversation' }).first().click()
  await ada.getByRole('combobox', { name: 'To' }).fill('admin')
  await ada.getByRole('option', { name: /Admin/ }).click()
  await ada.getByRole('button', { name: 'Start', exact: true }).click()
  await ada.getByRole('textbox', { name: 'Message Admin' }).waitFor()
  await shot(ada, `moment-empty-${theme}`)
  await ada.goto('/c/00000000-0000-7000-8000-000000000000')
  await shot(ada, `moment-missing-${theme}`)
  const admin = await signedIn('admin@example.edu', { colorScheme: theme })
  await shot(admin, `moment-admin-${theme}`)

  await openConversation(ada, 'Ben')
  await stage.server.kill()
  await write(ada, 'This one waits until the server is back.')
  await offlineBar(ada).waitFor({ timeout: 15_000 })
  await shot(ada, `moment-offline-${theme}`)
  await stage.server.start()
  await offlineBar(ada).waitFor({ state: 'hidden', timeout: 40_000 })
  await closeAll()
}

try {
  await setScene(stage.server.url)
  for (const theme of THEMES) {
    for (const [width, height] of SIZES) await picture(width, height, theme)
    await moments(theme)
    await texts(390, 844, theme)
    await texts(1440, 1000, theme)
  }
} finally {
  await stage.close()
  await stage.browser.close()
}
