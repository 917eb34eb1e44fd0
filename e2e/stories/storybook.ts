// The built Storybook, in a window of its own.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

export const FOLDER = join(import.meta.dirname, '../../node_modules/.cache/lectern/storybook')

/** The names of the stories, by id. */
export const stories = (): { id: string; called: string }[] => {
  const { entries } = JSON.parse(readFileSync(join(FOLDER, 'index.json'), 'utf8')) as {
    entries: Record<string, { id: string; title: string; name: string }>
  }
  return Object.values(entries).map(({ id, title, name }) => ({ id, called: `${title}: ${name}` }))
}

interface Channel {
  on(name: string, listener: (told: Told) => void): void
  off(name: string, listener: (told: Told) => void): void
  emit(name: string, value: unknown): void
}

interface Told {
  storyId?: string
  message?: string
  title?: string
  reporters?: { result: { error?: unknown; violations?: Violation[] } }[]
}

interface Violation {
  id: string
  nodes: { html: string; failureSummary?: string }[]
}

/** The options of the Storybook's toolbar. */
export interface Globals {
  theme: 'light' | 'dark'
  direction: 'ltr' | 'rtl'
  language: 'en' | 'de'
}

/** Runs in the page: sets the toolbar's options; true when the page has them. */
export const wear = ({ theme, direction, language }: Globals): boolean => {
  const { __STORYBOOK_ADDONS_CHANNEL__: channel } = globalThis as unknown as {
    __STORYBOOK_ADDONS_CHANNEL__: Channel
  }
  channel.emit('updateGlobals', { globals: { theme, direction, language } })
  const { dataset, dir, lang } = document.documentElement
  return dataset['lecternTheme'] === theme && dir === direction && lang === language
}

/** Runs in the page: shows a story and returns its faults. The a11y addon runs axe when it is drawn. */
export const visit = (storyId: string): Promise<string[]> =>
  new Promise((resolve) => {
    const { __STORYBOOK_ADDONS_CHANNEL__: channel } = globalThis as unknown as {
      __STORYBOOK_ADDONS_CHANNEL__: Channel
    }
    const end = (wrong: string[]) => {
      channel.off('storyFinished', finished)
      for (const name of FAILURES) channel.off(name, failed)
      resolve(wrong)
    }
    const finished = (told: Told) => {
      if (told.storyId !== storyId) return
      const results = told.reporters?.map(({ result }) => result) ?? []
      const found = results.flatMap(({ violations = [] }) =>
        violations.map(({ id, nodes }) => {
          const where = nodes.map(({ html, failureSummary }) => `${html.slice(0, 200)} ${failureSummary}`)
          return `${id}: ${where.join(' | ')}`
        }),
      )
      const errors = results.flatMap(({ error }) => (error === undefined ? [] : [`axe: ${String(error)}`]))
      const page = document.documentElement
      const over = page.scrollWidth - page.clientWidth
      const missed = results.length > 0 ? [] : ['axe did not look at it']
      end([...found, ...errors, ...missed, ...(over > 0 ? [`It is ${over} px too wide.`] : [])])
    }
    const failed = ({ message, title }: Told) => end([message ?? title ?? 'It failed.'])
    const FAILURES = ['storyErrored', 'storyThrewException', 'storyMissing', 'playFunctionThrewException']
    for (const name of FAILURES) channel.on(name, failed)
    channel.on('storyFinished', finished)
    channel.emit('setCurrentStory', { storyId, viewMode: 'story' })
  })
