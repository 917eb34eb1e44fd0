// @vitest-environment jsdom
import { cleanup, fireEvent, screen } from '@testing-library/react'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { FakeChat } from '../testing/fake-chat.ts'
import { renderWith } from '../testing/render.tsx'
import { Markdown } from './Markdown.tsx'

afterEach(cleanup)

const draw = (text: string): HTMLElement => {
  const { container } = renderWith(new FakeChat(), <Markdown text={text} />)
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

describe('the subset', () => {
  test.each([
    ['**bold** and *italic*', 'p(strong(bold) and em(italic))'],
    ['__bold__ _italic_ ~~gone~~', 'p(strong(bold) em(italic) del(gone))'],
    ['one `a < b` two', 'p(one code(a < b) two)'],
    ['first\nsecond', 'p(firstbr()second)'],
    ['first\n\nsecond', 'p(first)p(second)'],
    ['# Title', 'h2(Title)'],
    ['## Title', 'h3(Title)'],
    ['###### Title', 'h4(Title)'],
    ['- a\n- **b**', 'ul(li(a)li(strong(b)))'],
    ['3. a\n4. b', 'ol(li(a)li(b))'],
    ['- a\n  - b', 'ul(li(aul(li(b))))'],
    ['> quoted', 'blockquote(p(quoted))'],
    ['---', 'hr()'],
    ['a \\* b', 'p(a * b)'],
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

  test('tasks say whether they are done', () => {
    draw('- [x] read\n- [ ] solve')
    expect(screen.getAllByRole('img').map((mark) => mark.getAttribute('aria-label'))).toEqual([
      'Done',
      'Not done',
    ])
  })

  test('each paragraph finds its own direction, and what holds several takes it from its first letter', () => {
    const text = draw('مرحبا\n\nHello\n\n1. $x$ واحد\n\n> اقتباس\n\n- two')
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

  test('names its language and copies what was written', async () => {
    const writeText = vi.fn().mockResolvedValue(undefined)
    vi.stubGlobal('navigator', { ...navigator, clipboard: { writeText } })
    draw('```python\nprint("<b>")\n```')
    expect(screen.getByText('python')).toBeDefined()
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

  test('a long address loses its middle to the eye, neither to the clipboard nor its host', () => {
    const address = `https://lectern.example/a/${'very/'.repeat(20)}long.html?and=more`
    const link = linkOf(address)
    expect(link?.textContent).toBe(address)
    expect(link?.querySelector('.lectern-link-begin')?.textContent).toBe(
      'https://lectern.example/a/very/very/ver',
    )
    expect(link?.lastChild?.textContent).toBe('ng.html?and=more')
  })

  test('characters that turn the direction are taken out of a link', () => {
    expect(draw('https://lectern.example/\u202egnp.exe').textContent).not.toContain('\u202e')
  })
})

const HOSTILE = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '<svg onload=alert(1)>',
  '<svg><script>alert(1)</script></svg>',
  '<iframe src="javascript:alert(1)"></iframe>',
  '<a href="javascript:alert(1)">x</a>',
  '<body onload=alert(1)>',
  '<input autofocus onfocus=alert(1)>',
  '<details open ontoggle=alert(1)>',
  '<video><source onerror="alert(1)"></video>',
  '<math><mi xlink:href="javascript:alert(1)">x</mi></math>',
  '<style>*{background:url(javascript:alert(1))}</style>',
  '<link rel=stylesheet href=https://evil.example/a.css>',
  '<meta http-equiv=refresh content="0;url=javascript:alert(1)">',
  '<base href=https://evil.example>',
  '<form action=javascript:alert(1)><button>go</button></form>',
  '<object data=javascript:alert(1)></object>',
  '<embed src=javascript:alert(1)>',
  '<marquee onstart=alert(1)>x</marquee>',
  '<template><script>alert(1)</script></template>',
  '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
  '<!--><img src=x onerror=alert(1)>-->',
  '<![CDATA[<img src=x onerror=alert(1)>]]>',
  '<?php echo 1 ?>',
  '</div></div><script>alert(1)</script>',
  '<scr<script>ipt>alert(1)</scr</script>ipt>',
  '<div style="width:expression(alert(1))">x</div>',
  '&lt;script&gt;alert(1)&lt;/script&gt;',
  '&#60;img src=x onerror=alert(1)&#62;',
  '[x](javascript:alert(1))',
  '[x](JaVaScRiPt:alert(1))',
  '[x](java\tscript:alert(1))',
  '[x](java\nscript:alert(1))',
  '[x]( javascript:alert(1))',
  '[x](\u0001javascript:alert(1))',
  '[x](&#106;avascript:alert(1))',
  '[x](javascript&colon;alert(1))',
  '[x](%6Aavascript:alert(1))',
  '[x](<javascript:alert(1)>)',
  '[x](data:text/html,<script>alert(1)</script>)',
  '[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)',
  '[x](vbscript:msgbox(1))',
  '[x](file:///etc/passwd)',
  '[x](blob:https://evil.example/1)',
  '[x](view-source:https://a.example)',
  '[x](about:blank)',
  '[x](intent://a#Intent;end)',
  '[x](//evil.example)',
  '[x](/relative)',
  '[x](#fragment)',
  '![x](javascript:alert(1))',
  '![x](https://evil.example/track.png)',
  '![x](x" onerror="alert(1))',
  '[x](https://a.example "onmouseover=alert(1)")',
  '[x](https://a.example" onmouseover="alert(1))',
  '[x][ref]\n\n[ref]: javascript:alert(1)',
  '<javascript:alert(1)>',
  '<https://a.example/" onclick="alert(1)>',
  '`<img src=x onerror=alert(1)>`',
  '```\n<script>alert(1)</script>\n```',
  '```" onload="alert(1)\nx\n```',
  '| <img src=x onerror=alert(1)> |\n|---|\n| <script>alert(1)</script> |',
  '> <script>alert(1)</script>',
  '- <img src=x onerror=alert(1)>',
  '# <svg onload=alert(1)>',
  '**<img src=x onerror=alert(1)>**',
]

const ELEMENTS = new Set(
  'A BLOCKQUOTE BR BUTTON CODE DEL DIV EM H2 H3 H4 HR LI OL P PATH PRE RECT SPAN STRONG SVG TABLE TBODY TD TH THEAD TR UL'.split(
    ' ',
  ),
)

describe('hostile text', () => {
  test.each(HOSTILE)('%j becomes text', (text) => {
    const drawn = draw(text)
    const elements = [...drawn.querySelectorAll('*')]
    const unknown = elements.map(({ tagName }) => tagName.toUpperCase()).filter((name) => !ELEMENTS.has(name))
    expect(unknown).toEqual([])
    const handlers = elements.flatMap(({ attributes }) => [...attributes].map(({ name }) => name))
    expect(handlers.filter((name) => name.startsWith('on') || name === 'style' || name === 'src')).toEqual([])
    for (const link of drawn.querySelectorAll('a')) expect(link.protocol).toMatch(/^(https?|mailto):$/)
    expect(drawn.textContent.trim()).not.toBe('')
  })

  test('raw HTML is shown as it was typed', () => {
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
  ])('20,000 characters of %j are shown in a moment', (piece) => {
    const text = piece.repeat(Math.floor(20_000 / piece.length))
    const begun = performance.now()
    expect(draw(text).childElementCount).toBeGreaterThan(0)
    // Quadratic work would take minutes; the bound leaves room for a busy machine.
    expect(performance.now() - begun).toBeLessThan(5_000)
  })
})
