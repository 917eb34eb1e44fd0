// @vitest-environment jsdom
import { cleanup } from '@testing-library/react'
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { renderAlone } from '../testing/room.tsx'
import { HOSTILE_TEXTS } from '../testing/hostile-texts.ts'
import { languages } from './languages.ts'
import { Markdown } from './Markdown.tsx'
import { preview } from './preview.ts'
import { PATIENCE_MS } from '../testing/patience.ts'

afterEach(cleanup)
// Loads lazy parts before, so that each text is checked in its final form.
beforeAll(async () => {
  const fences = languages.map(({ aliases }) => `\`\`\`${aliases[0]}\n"x"\n\`\`\``).join('\n\n')
  const { container } = renderAlone(<Markdown text={`$x$\n\n${fences}`} />)
  await vi.waitFor(
    () => {
      const names = [...container.querySelectorAll('.lectern-code-head > span')].map(
        (name) => name.textContent,
      )
      const isThere = container.querySelector('.katex') && languages.every(({ name }) => names.includes(name))
      if (!isThere) throw new Error('Not everything has come')
    },
    { timeout: PATIENCE_MS },
  )
})

const ELEMENTS = new Set(
  `a blockquote br button code del div em h2 h3 h4 h5 h6 hr li ol p pre span strong table tbody td th thead tr ul
  svg path rect line math annotation semantics mtext mn mo mi mspace mover munder munderover msup msub msubsup mfrac mroot
  msqrt mtable mtr mtd mrow menclose mstyle mpadded mphantom`.split(/\s+/u),
)
const ATTRIBUTES = new Set(
  `aria-expanded aria-hidden aria-label aria-level aria-live class dir href rel role start tabindex target title type
  d fill height stroke stroke-linecap stroke-linejoin stroke-width preserveaspectratio viewbox width x y x1 x2 y1 y2 rx
  accent accentunder columnalign columnlines columnspacing depth display displaystyle encoding fence largeop linebreak
  linethickness lspace mathbackground mathcolor mathsize mathvariant maxsize minsize notation rowlines rowspacing rspace
  scriptlevel separator stretchy valign voffset`.split(/\s+/u),
)

/** Everything in it that a message must not contain. */
const foreign = (root: HTMLElement): string[] =>
  [...root.querySelectorAll('*')].flatMap((element) => [
    ...(ELEMENTS.has(element.tagName.toLowerCase()) ? [] : [element.tagName]),
    ...[...element.attributes]
      .map(({ name }) => name.toLowerCase())
      .filter((name) => !ATTRIBUTES.has(name) && !name.startsWith('data-'))
      .filter((name) => name !== 'style' || !element.closest('.lectern-formula')),
    ...(/url|expression|javascript|fixed|z-index/iu.test(element.getAttribute('style') ?? '')
      ? ['looks']
      : []),
    ...(element instanceof HTMLAnchorElement && !/^(?:https?|mailto):$/u.test(element.protocol)
      ? [element.href]
      : []),
  ])

describe('hostile text', () => {
  test('is plenty', () => expect(HOSTILE_TEXTS.length).toBeGreaterThan(600))

  test.each(HOSTILE_TEXTS)('%j becomes text', (text) => {
    const { container } = renderAlone(<Markdown text={text} />)
    expect(foreign(container)).toEqual([])
    expect(container.textContent.trim()).not.toBe('')
    expect(preview({ content: text })).not.toBe('')
  })
})
