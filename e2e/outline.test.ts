// Every page has a title of its own in the tab, one h1, and headings without a gap; the words are in its language.
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { useScene } from './scene.ts'
import { PATIENCE } from './stage.ts'

interface Seen {
  title: string
  /** Levels and names of the headings that are shown, in their order. */
  headings: string[]
  language: string
  mains: number
}

const look = (page: Page): Promise<Seen> =>
  page.evaluate(() => {
    const shown = [
      ...document.querySelectorAll<HTMLElement>('h1, h2, h3, h4, h5, h6, [role=heading]'),
    ].filter((heading) => heading.checkVisibility() && !heading.closest('[aria-hidden=true], [inert]'))
    return {
      title: document.title,
      headings: shown.map((heading) => {
        const level = heading.getAttribute('aria-level') ?? heading.tagName.slice(1)
        return `${level} ${heading.textContent.trim()}`
      }),
      language: document.documentElement.lang,
      mains: document.querySelectorAll('main').length,
    }
  })

const levelOf = (heading: string): number => Number.parseInt(heading, 10)

/** What is wrong with the outline of a page. */
const faultsOf = ({ headings }: Seen): string[] => {
  const first = headings.filter((heading) => levelOf(heading) === 1)
  const gaps = headings.filter((heading, at) => levelOf(heading) > levelOf(headings[at - 1] ?? '1') + 1)
  const names = headings.map((heading) => heading.slice(2))
  const twice = names.filter((name, at) => names.indexOf(name) !== at)
  return [
    ...(first.length === 1 ? [] : [`${first.length} h1: ${headings.join(' | ')}`]),
    ...gaps.map((heading) => `a gap before: ${heading}`),
    ...twice.map((name) => `twice: ${name}`),
  ]
}

/** Each with headings of its own. */
const text = (about: string): string =>
  `# Plan of ${about}\n\nWe go on.\n\n## Detail of ${about}\n\nMore.\n\n## End of ${about}\n\nThe end.`

/** A path, what its tab is called, and what its h1 says. */
type Place = readonly [path: string, title: RegExp, h1: string]

const TITLES = {
  en: { library: 'Library', new: 'New document', settings: 'Settings', saved: 'Saved messages' },
  de: {
    library: 'Bibliothek',
    new: 'Neues Dokument',
    settings: 'Einstellungen',
    saved: 'Gemerkte Nachrichten',
  },
} as const

describe.each(['en', 'de'] as const)('every page, in %s', (locale) => {
  const scene = useScene({ windows: [] })

  const placesOf = async (width: number): Promise<Place[]> => {
    const { ada, course } = scene.cast
    await ada.say(course, text(`a message at ${width}`))
    const { id } = await ada.document('Waves', text('waves'), { conversation_id: course })
    const t = TITLES[locale]
    return [
      [`/c/${course}`, /^.*Mathematics 1/, 'Mathematics 1'],
      ['/library', new RegExp(t.library), t.library],
      [`/library/${id}`, /Waves/, 'Waves'],
      [`/library/${id}/edit`, /Waves/, ''],
      ['/library/new', new RegExp(t.new), t.new],
      ['/settings', new RegExp(t.settings), t.settings],
      ['/my/saved', new RegExp(t.saved), t.saved],
    ]
  }

  test.each([1440, 360])('at a width of %i', async (width) => {
    const { stage, cast } = scene
    const page = await stage.signedIn(cast.ada.email, { viewport: { width, height: 900 } })
    await page.evaluate((chosen) => localStorage.setItem('lectern.language', chosen), locale)
    await page.reload()
    await page.waitForFunction((chosen) => document.documentElement.lang === chosen, locale)
    await expect.poll(async () => faultsOf(await look(page)), PATIENCE).toEqual([])
    for (const [path, title, h1] of await placesOf(width)) {
      await page.goto(path)
      await page.getByRole('heading', { level: 1, name: h1 }).waitFor()
      await expect
        .poll(async () => ({ path, faults: faultsOf(await look(page)) }), PATIENCE)
        .toEqual({
          path,
          faults: [],
        })
      await expect.poll(async () => (await look(page)).title, PATIENCE).toMatch(title)
      expect(await look(page)).toMatchObject({ language: locale, mains: 1 })
    }
  })
})
