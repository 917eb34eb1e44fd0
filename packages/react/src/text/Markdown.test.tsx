// @vitest-environment jsdom
import { cleanup, fireEvent, screen } from '@testing-library/react'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { openRoom, renderAlone } from '../testing/room.tsx'
import { mentionsIn } from '../chat/composer/complete/mentions.ts'
import { Markdown } from './Markdown.tsx'

afterEach(cleanup)

const draw = (text: string): HTMLElement => {
  const { container } = renderAlone(<Markdown text={text} />)
  return container.querySelector('.lectern-text') as HTMLElement
}

/** Elements as a compact string, without classes: `p(strong(bold))`. */
const shape = (node: Element): string =>
  [...node.childNodes]
    .map((child) => {
      if (child instanceof Element) return `${child.tagName.toLowerCase()}(${shape(child)})`
      return child.textContent
    })
    .join('')

/** Quadratic work takes minutes, linear work a second: this tells them apart on any machine. */
const ENDLESS_MS = 120_000

describe('the subset', () => {
  test.each([
    ['**bold** and *italic*', 'p(strong(bold) and em(italic))'],
    ['_italic_ ~~gone~~', 'p(em(italic) del(gone))'],
    ['__init__', 'p(__init__)'],
    ['one `a < b` two', 'p(one code(a < b) two)'],
    ['first\nsecond', 'p(firstbr()second)'],
    ['first\n\nsecond', 'p(first)p(second)'],
    ['# Title', 'h3(Title)'],
    ['## Title', 'h3(Title)'],
    ['- a\n- **b**', 'ul(li(a)li(strong(b)))'],
    ['3. a\n4. b', 'ol(li(a)li(b))'],
    ['- a\n  - b', 'ul(li(aul(li(b))))'],
    ['> quoted', 'blockquote(p(quoted))'],
    ['---', 'hr()'],
    ['a \\*b* c', 'p(a *b* c)'],
    ['a \\* b', 'p(a \\* b)'],
    ['5 * 3 = 15 and 2 * 2', 'p(5 * 3 = 15 and 2 * 2)'],
    ['snake_case_name', 'p(snake_case_name)'],
    ['AT&T &amp; <3', 'p(AT&T &amp; <3)'],
    ['![photo](https://a.example/p.png)', 'p(![photo](https://a.example/p.png))'],
  ])('%j', (text, expected) => {
    expect(shape(draw(text))).toBe(expected)
  })

  test('a table scrolls inside itself and keeps its alignment', () => {
    const text = draw('| a | b |\n|:-:|--:|\n| 1 | 2 |')
    expect(text.querySelector('.lectern-table table')).not.toBeNull()
    expect([...text.querySelectorAll('td')].map((cell) => cell.dataset.align)).toEqual(['center', 'right'])
  })

  test('tasks show whether they are done', () => {
    draw('- [x] read\n- [ ] solve')
    expect(screen.getAllByRole('img').map((mark) => mark.getAttribute('aria-label'))).toEqual([
      'Done',
      'Not done',
    ])
  })

  test('each paragraph has its own direction, and a container has that of its first letter', () => {
    const text = draw('مرحبا\n\nHello\n\n1. $x$ واحد\n2. اثنان\n\n> اقتباس\n\n- two\n- three')
    expect(text.getAttribute('dir')).toBe('rtl')
    expect(
      [...text.children].map(({ tagName, attributes }) => [tagName, attributes.getNamedItem('dir')?.value]),
    ).toEqual([
      ['P', 'auto'],
      ['P', 'auto'],
      ['OL', 'rtl'],
      ['BLOCKQUOTE', 'rtl'],
      ['UL', 'ltr'],
    ])
  })
})

describe('code', () => {
  const lines = (count: number) => Array.from({ length: count }, (_, index) => `line ${index + 1}`).join('\n')

  test('names its language and copies its source', async () => {
    const writeText = vi.fn().mockResolvedValue(undefined)
    vi.stubGlobal('navigator', { ...navigator, clipboard: { writeText } })
    draw('```python\nprint("<b>")\n```')
    // Its own name once its grammar is loaded, which another file may have done.
    expect(screen.getByText(/^python$/i)).toBeDefined()
    fireEvent.click(screen.getByLabelText('Copy code'))
    expect(await screen.findByText('Copied')).toBeDefined()
    expect(writeText).toHaveBeenCalledWith('print("<b>")')
    vi.unstubAllGlobals()
  })

  test('25 lines are shown', () => {
    expect(draw('```\n' + lines(25) + '\n```').textContent).toContain('line 25')
    expect(screen.queryByText(/Show all/)).toBeNull()
  })

  test('26 lines fold, and unfold on demand', () => {
    const text = draw('```\n' + lines(26) + '\n```')
    expect(text.textContent).not.toContain('line 26')
    fireEvent.click(screen.getByText('Show all 26 lines'))
    expect(text.textContent).toContain('line 26')
    fireEvent.click(screen.getByText('Show less'))
    expect(text.textContent).not.toContain('line 26')
  })
})

describe('links', () => {
  const linkOf = (text: string) => draw(text).querySelector('a')

  test.each([
    ['https://lectern.example/a?b=c&d=e', 'https://lectern.example/a?b=c&d=e'],
    ['www.lectern.example', 'http://www.lectern.example/'],
    ['<https://lectern.example>', 'https://lectern.example/'],
    ['ada@lectern.example', 'mailto:ada@lectern.example'],
    ['[site](http://lectern.example)', 'http://lectern.example/'],
    ['[write](mailto:ada@lectern.example)', 'mailto:ada@lectern.example'],
  ])('%s leads to %s, in a new window that knows nothing of this one', (text, href) => {
    const link = linkOf(text)
    expect(link?.getAttribute('href')).toBe(href)
    expect(link?.getAttribute('rel')).toContain('noopener noreferrer')
    expect(link?.getAttribute('target')).toBe('_blank')
  })

  test.each([
    ['[the bank](https://evil.example/login)', 'the bank (evil.example)'],
    ['[https://bank.example](https://evil.example)', 'https://bank.example (evil.example)'],
    ['[bank.example/login](https://evil.example)', 'bank.example/login (evil.example)'],
    ['https://bank.example@evil.example/', 'https://bank.example@evil.example/ (evil.example)'],
    ['[mail](mailto:eve@evil.example)', 'mail (eve@evil.example)'],
    ['[shown](https://xn--pple-43d.com)', 'shown (xn--pple-43d.com)'],
    ['https://lectern.example/path', 'https://lectern.example/path'],
    ['[lectern.example](https://lectern.example/path)', 'lectern.example'],
  ])('%s shows where it leads: %s', (text, shown) => {
    expect(draw(text).textContent).toBe(shown)
  })

  test('a long address loses its middle visually, but not in the clipboard, nor its host', () => {
    const address = `https://lectern.example/a/${'very/'.repeat(20)}long.html?and=more`
    const link = linkOf(address)
    expect(link?.textContent).toBe(address)
    expect(link?.querySelector('.lectern-link-begin')?.textContent).toBe(
      'https://lectern.example/a/very/very/ver',
    )
    expect(link?.lastChild?.textContent).toBe('ng.html?and=more')
  })

  test('characters that turn the direction are removed from a link', () => {
    expect(draw('https://lectern.example/\u202egnp.exe').textContent).not.toContain('\u202e')
  })
})

describe('marks of citations', () => {
  const marked = (text: string, count: number): string => {
    const citations = { count, render: (number: number) => <sup>{number}</sup> }
    const { container } = renderAlone(<Markdown text={text} citations={citations} />)
    return shape(container.querySelector('.lectern-text') as HTMLElement)
  }

  test('are rendered by the component that uses the text', () => {
    expect(marked('Halve **it [1]** and [2].', 2)).toBe('p(Halve strong(it sup(1)) and sup(2).)')
  })

  test('stay as typed with fewer citations, or none', () => {
    expect(marked('Halve it [1], [2].', 1)).toBe('p(Halve it sup(1), [2].)')
    expect(shape(draw('Halve it [1].'))).toBe('p(Halve it [1].)')
  })
})

describe('hostile text', () => {
  test('raw HTML is shown as typed', () => {
    expect(draw('a <b onclick="alert(1)">bold</b> b').textContent).toBe('a <b onclick="alert(1)">bold</b> b')
    expect(draw('<script>alert(1)</script>').textContent).toBe('<script>alert(1)</script>')
    expect(draw('[x](javascript:alert(1))').textContent).toBe('[x](javascript:alert(1))')
  })

  test.each([
    '>',
    '1. ',
    '- ',
    '[',
    '*',
    '_a',
    'a*',
    'a',
    '`',
    '~',
    '|',
    '<',
    '![',
    '**a ',
    '$',
    '$a',
    '$$',
    '$a$ ',
    '\\\\(',
    '\\\\[',
    '\n$$',
  ])(
    '20,000 characters of %j are shown',
    (piece) => {
      const text = piece.repeat(Math.floor(20_000 / piece.length))
      expect(draw(text).childElementCount).toBeGreaterThan(0)
    },
    ENDLESS_MS,
  )
})

describe('own links', () => {
  test('W12 are shown where the host says, unless a key asks for a tab of its own', () => {
    const shown: string[] = []
    const openHere = (href: string) => (href.includes('/own/') ? () => void shown.push(href) : undefined)
    renderAlone(<Markdown text="https://lectern.example/own/1 and https://lectern.example/other" />, {
      openHere,
    })
    const [own, other] = screen.getAllByRole('link')
    expect(own?.getAttribute('target')).toBeNull()
    expect(other?.getAttribute('target')).toBe('_blank')
    expect(fireEvent.click(own as HTMLElement)).toBe(false)
    expect(shown).toEqual(['https://lectern.example/own/1'])
    own?.addEventListener('click', (event) => event.preventDefault(), { once: true })
    fireEvent.click(own as HTMLElement, { ctrlKey: true })
    expect(shown).toHaveLength(1)
  })
})

describe('mentions', () => {
  test.each([
    '@Ben and `@Ben`',
    '> @Ben said\nyes',
    '[@Ben](https://lectern.example)',
    'https://lectern.example/@Ben',
    '    @Ben.call()',
    '- one\n- @Ben',
    '**@Ben**, 请@Ben看',
    '| @Ben |\n|---|\n| b |',
    '# @Ben',
    '\\@Ben, @Benny, a@Ben.example',
  ])('W3 call those whose names are drawn as such: %j', (text) => {
    const people = [{ user_id: 'b', name: 'Ben' }]
    const { container } = renderAlone(<Markdown text={text} mentions={people} />)
    const isDrawn = container.querySelector('.lectern-mention') !== null
    expect(mentionsIn(text, people, [])).toEqual(isDrawn ? ['b'] : [])
  })

  test("are highlighted, the user's own name most, in code never", async () => {
    const { show, ada, ben } = await openRoom('ada')
    const mentions = [
      { user_id: ada.id, name: 'Ada Lovelace' },
      { user_id: ben.id, name: 'Ben' },
    ]
    await show(<Markdown text="@Ada Lovelace and **@Ben**, `@Ben`" mentions={mentions} />)
    const chips = [...document.querySelectorAll<HTMLElement>('.lectern-mention')]
    expect(chips.map(({ textContent, dataset }) => [textContent, dataset.own])).toEqual([
      ['@Ada Lovelace', 'true'],
      ['@Ben', undefined],
    ])
  })
})
