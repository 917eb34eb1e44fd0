import { mkdirSync } from 'node:fs'
import type { Server } from 'node:http'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Complaints, launch, openWindow } from '../browser.ts'
import { faintStates, smallWords } from '../states.ts'
import { serve } from '../static.ts'
import { FOLDER, stories, visit, wear, type Globals } from './storybook.ts'

const full = process.env['LECTERN_TEST_FULL'] !== undefined

interface Look extends Globals {
  width: number
  height: number
  audit: 'all' | 'contrast'
}

/**
 * Both themes, directions, languages and widths. axe takes most of the time: it checks contrast only in the
 * dark theme.
 */
const LOOKS: readonly Look[] = [
  { theme: 'light', direction: 'ltr', language: 'en', width: 1440, height: 900, audit: 'all' },
  { theme: 'dark', direction: 'rtl', language: 'de', width: 390, height: 844, audit: 'contrast' },
]

/** Each theme again in the other direction, at the other width. */
const FURTHER_LOOKS: readonly Look[] = [
  { theme: 'dark', direction: 'ltr', language: 'de', width: 390, height: 844, audit: 'all' },
  { theme: 'dark', direction: 'rtl', language: 'en', width: 1440, height: 900, audit: 'all' },
  { theme: 'light', direction: 'rtl', language: 'en', width: 390, height: 844, audit: 'all' },
]

/** The smallest words. */
const LEAST_PX = 11

/** A folder for pictures of them all, if set. */
const pictures = process.env['LECTERN_STORY_PICTURES']

let server: Server
let url: string
let browser: Browser

beforeAll(async () => {
  ;({ server, url } = await serve(FOLDER))
  browser = await launch()
})
afterAll(async () => {
  await browser.close()
  server.close()
})

describe.each(full ? [...LOOKS, ...FURTHER_LOOKS] : LOOKS)(
  'a story in $theme, $direction, $language, $width wide renders and fits (axe: $audit):',
  ({ theme, direction, language, width, height, audit }) => {
    const complaints = new Complaints()
    let page: Page

    beforeAll(async () => {
      const looks = { colorScheme: theme, viewport: { width, height }, reducedMotion: 'reduce' } as const
      page = await openWindow(browser, complaints, { name: 'story', url, ...looks })
      await begin()
    })
    const begin = async () => {
      await page.goto(`/iframe.html?viewMode=story&audit=${audit}`)
      await page.waitForFunction('__STORYBOOK_PREVIEW__?.storyStoreValue !== undefined')
      await page.evaluate(wear, { theme, direction, language })
      const [first] = stories()
      await page.evaluate(visit, first?.id ?? '')
    }
    /** The next try begins anew: a story that is shown again is not played again, and would pass. */
    let failed = false
    const look = async (id: string) => {
      if (failed) await begin()
      // The preview may reload by itself. A real fault of a story occurs the next time, too.
      return page.evaluate(visit, id).catch(async () => {
        await begin()
        return page.evaluate(visit, id)
      })
    }
    afterAll(() => page.context().close())

    test('it has this look', async () => {
      expect(await page.evaluate(wear, { theme, direction, language })).toBe(true)
    })

    // The story that was shown last is not shown again.
    test.each(stories().reverse())('$called', async ({ id }) => {
      const before = complaints.list.length
      const wrong = await look(id)
      failed = wrong.length > 0
      if (pictures !== undefined) {
        const folder = join(pictures, `${theme}-${direction}-${language}-${width}`)
        mkdirSync(folder, { recursive: true })
        await page.screenshot({ path: join(folder, `${id}.png`) })
      }
      const unseen = [...(await faintStates(page)), ...(await smallWords(page, LEAST_PX))]
      expect([...wrong, ...unseen, ...complaints.list.slice(before)]).toEqual([])
    })
  },
)
