// @vitest-environment jsdom
import { cleanup, screen } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { germanLabels } from '../labels/german-labels.ts'
import { renderAlone } from '../testing/room.tsx'
import { Markdown } from './Markdown.tsx'

afterEach(cleanup)

const TEXT = '```python\nprint(1)\n```\n\n```\nplain\n```\n\n| a | b |\n| - | - |\n| 1 | 2 |\n\n$$\nx^2\n$$\n'

/** What has the focus without being pressed, with its role and name. */
const scrolled = (): string[] =>
  [...document.querySelectorAll<HTMLElement>('[tabindex="0"]')].map(
    (element) => `${element.getAttribute('role')} ${element.getAttribute('aria-label')}`,
  )

test('X19 what is scrolled by the keyboard has a role and a name', async () => {
  renderAlone(<Markdown text={TEXT} />)
  await screen.findByRole('group', { name: 'Code, Python' })
  expect(scrolled()).toEqual(['group Code, Python', 'group Code', 'group Table', 'group Formula'])
})

test('X19 in German, too', async () => {
  renderAlone(<Markdown text={TEXT} />, { labels: germanLabels })
  await screen.findByRole('group', { name: 'Code, Python' })
  expect(scrolled()).toEqual(['group Code, Python', 'group Code', 'group Tabelle', 'group Formel'])
})
