// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import katex from 'katex'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { renderAlone } from '../testing/room.tsx'
import { drawFormula, LAY_OUT } from './draw-formula.ts'
import { Markdown } from './Markdown.tsx'
import { PATIENCE_MS } from '../testing/patience.ts'

afterEach(cleanup)

const draw = (tex: string, display = false) => {
  const drawn = drawFormula(tex, display)
  if (drawn.status === 'wrong') throw new Error(drawn.reason)
  return render(drawn.elements).container
}

/** Elements, classes, attributes and styles; the order of attributes does not count. */
const describeNode = (node: Node): unknown => {
  if (!(node instanceof Element)) return node.textContent
  const attributes = [...node.attributes]
    // MathML is invisible, and its styles would need attributes that the content security policy forbids.
    .filter(({ name }) => name !== 'xmlns' && !(name === 'style' && node.namespaceURI?.endsWith('MathML')))
    .map(({ name, value }) => `${name}=${name === 'style' ? styleOf(node) : value}`)
    .filter((attribute) => attribute !== 'style=' && attribute !== 'class=')
    .sort()
  node.normalize()
  return [node.tagName.toLowerCase(), attributes, [...node.childNodes].map(describeNode)]
}

const styleOf = (node: Element): string =>
  'style' in node ? (node.style as CSSStyleDeclaration).cssText : ''

const described = (node: Element | null): string => JSON.stringify(node && describeNode(node), null, 1)

const FORMULAS = [
  'x^2 + y_1 = \\alpha',
  '\\frac{-b \\pm \\sqrt{b^2 - 4ac}}{2a}',
  '\\sqrt[3]{x} \\cdot \\sqrt{\\frac{1}{2}}',
  '\\sum_{i=1}^{n} i = \\frac{n(n+1)}{2}',
  '\\int_0^\\infty e^{-x^2}\\,dx, \\oint, \\iint',
  '\\begin{pmatrix} 1 & 2 \\\\ 3 & 4 \\end{pmatrix}',
  '\\begin{cases} x & x > 0 \\\\ -x & \\text{else} \\end{cases}',
  '\\begin{aligned} a &= b \\\\ &= c \\end{aligned}',
  '\\begin{array}{c|c} a & b \\\\ \\hline c & d \\end{array}',
  '\\left( \\frac{a}{b} \\right] \\left\\{ \\begin{matrix} 1 \\\\ 2 \\\\ 3 \\\\ 4 \\end{matrix} \\right\\rangle',
  '\\overline{ab} \\underline{cd} \\widehat{xyz} \\overrightarrow{AB} \\overbrace{a+b}^{2} \\underbrace{c}_{3}',
  '\\xrightarrow{f} \\xleftarrow[a]{b} \\xtwoheadrightarrow{x}',
  '\\cancel{x} \\bcancel{y} \\xcancel{z} \\sout{w} \\boxed{E=mc^2} \\fbox{t} \\angl{n}',
  '\\color{red} a \\textcolor{#0a0}{b} \\colorbox{yellow}{c} \\fcolorbox{red}{white}{d}',
  '\\mathbb{R} \\mathcal{L} \\mathfrak{g} \\mathscr{A} \\mathsf{s} \\mathtt{t} \\boldsymbol{b} \\pmb{x}',
  '\\text{where } x \\text{ is } \\textbf{bold} \\textit{it}',
  '\\lim_{x \\to 0} \\binom{n}{k} \\operatorname{sgn} \\bmod \\pmod{5}',
  'a \\; b \\quad c \\hspace{1em} d \\! e \\mkern5mu f \\phantom{gh} \\smash{x} \\rlap{y} \\raisebox{1em}{z}',
  "f''(x) \\dot{x} \\ddot{y} \\vec{v} \\hat{n} \\tilde{a} \\acute{e} \\bar{z}",
  '\\degree 90^\\circ \\rule{1em}{1em} ',
  '\\begin{cases} a \\end{cases} \\enspace (3)',
  '\\def\\foo#1{#1^2} \\foo{x} + \\foo{y}',
  '漢字 + é + \\text{Ünïcödé}',
  '\\stackrel{!}{=} \\overset{a}{b} \\underset{c}{d} \\not= \\cfrac{1}{1+\\cfrac{1}{2}}',
  '\\Huge a \\normalsize b \\tiny c \\textstyle\\sum \\displaystyle\\sum',
  '\\phase{78} \\vcenter{x} \\mathchoice{a}{b}{c}{d}',
]

test('KaTeX still has the private function that lays a formula out as a tree', () => {
  const tree: unknown = Reflect.get(katex, LAY_OUT)('x', {})
  expect(tree).toMatchObject({ classes: ['katex'], children: [{}, {}] })
})

describe('a formula', () => {
  test.each(FORMULAS)('%s looks as KaTeX renders it', (tex) => {
    for (const displayMode of [false, true]) {
      const meant = document.createElement('div')
      const options = {
        displayMode,
        strict: 'ignore',
        maxSize: 20,
        errorColor: 'var(--lectern-red)',
      } as const
      katex.render(tex, meant, options)
      expect(described(draw(tex, displayMode).firstElementChild)).toBe(described(meant.firstElementChild))
      cleanup()
    }
  })

  test('is read as MathML and hides its visual part from a screen reader', () => {
    const drawn = draw('\\frac{1}{2}')
    expect(drawn.querySelector('math mfrac')?.namespaceURI).toBe('http://www.w3.org/1998/Math/MathML')
    expect(drawn.querySelector('.katex-html')?.getAttribute('aria-hidden')).toBe('true')
  })

  test.each([
    ['\\frac{1', /expected '}'/],
    ['\\unknown', /Undefined control sequence: \\unknown/],
    ['x^', /Expected group/],
    ['{'.repeat(2_000) + '}'.repeat(2_000), /./],
    ['\\sqrt{'.repeat(200) + '}'.repeat(200), /deeply nested/],
    ['x'.repeat(4_001), /limit is 4000/],
    ['\\def\\a{\\a\\a}\\a', /Too many expansions/],
    ['\\def\\a{' + 'x'.repeat(1_000) + '}' + '\\a'.repeat(400), /Too many expansions/],
  ])('that cannot be drawn says why', (tex, reason) => {
    const drawn = drawFormula(tex, false)
    expect(drawn.status === 'wrong' && drawn.reason).toMatch(reason)
  })

  test.each([
    '\\href{javascript:alert(1)}{x}',
    '\\url{javascript:alert(1)}',
    '\\includegraphics{https://evil.example/a.png}',
    '\\htmlData{a=b}{x}',
    '\\htmlClass{lectern-row}{x}',
    '\\htmlId{root}{x}',
    '\\htmlStyle{position: fixed}{x}',
    '\\text{<img src=x onerror=alert(1)>}',
    '\\message{hello}\\errmessage{hello}\\show\\frac x',
    '\\color{red;background:url(https://evil.example)} x',
  ])('%s neither leads anywhere nor loads, names or logs anything', (tex) => {
    const logged = (['log', 'warn', 'error'] as const).map((level) => vi.spyOn(console, level))
    const drawn = drawFormula(tex, true)
    const page = render(drawn.status === 'drawn' ? drawn.elements : null).container
    expect(page.querySelectorAll('a, img, script, [id], [href], [src], [class*="lectern"]')).toHaveLength(0)
    for (const spy of logged) {
      expect(spy).not.toHaveBeenCalled()
      spy.mockRestore()
    }
  })

  test('has no effect on the next one', () => {
    drawFormula('\\gdef\\secret{x} \\secret', false)
    expect(drawFormula('\\secret', false).status).toBe('wrong')
  })

  test('shows its source until it can be drawn, and permanently if it cannot', async () => {
    renderAlone(<Markdown text={'Solve $x^2 = 4$ and $\\oops$'} />)
    expect(await screen.findByText('$\\oops$')).toBeDefined()
    await vi.waitFor(() => expect(document.querySelector('.katex math')).not.toBeNull(), {
      timeout: PATIENCE_MS,
    })
    const wrong = document.querySelector('[data-wrong]')
    expect(wrong?.textContent).toContain('$\\oops$')
    expect(wrong?.getAttribute('title')).toBe(
      'This formula cannot be drawn: Undefined control sequence: \\oops',
    )
  })

  test('is copied as its source', async () => {
    const { container } = renderAlone(<Markdown text={'If $x^2 = 4$\n\n$$y$$\n\n- then\n- so'} />)
    await vi.waitFor(() => expect(container.querySelectorAll('.katex').length).toBe(2), {
      timeout: PATIENCE_MS,
    })
    const text = container.querySelector('.lectern-text')!
    document.getSelection()?.selectAllChildren(text)
    const setData = vi.fn()
    fireEvent.copy(text, { clipboardData: { setData } })
    expect(setData).toHaveBeenCalledWith('text/plain', 'If $x^2 = 4$\n\n$$y$$\n\nthen\n\nso')
  })

  test('half selected is copied whole, and a selection without one is left to the browser', async () => {
    const { container } = renderAlone(<Markdown text={'If $x^2 = 4$ then\n\nno more'} />)
    await vi.waitFor(() => expect(container.querySelector('.katex')).not.toBeNull(), { timeout: PATIENCE_MS })
    const setData = vi.fn()
    const selection = document.getSelection()
    selection?.setBaseAndExtent(
      container.querySelector('.mord')!,
      0,
      container.querySelector('p')!.lastChild!,
      5,
    )
    fireEvent.copy(container.querySelector('.lectern-text')!, { clipboardData: { setData } })
    expect(setData).toHaveBeenCalledWith('text/plain', '$x^2 = 4$ then')
    selection?.selectAllChildren(container.querySelectorAll('p')[1]!)
    expect(fireEvent.copy(container.querySelector('.lectern-text')!, { clipboardData: { setData } })).toBe(
      true,
    )
    expect(setData).toHaveBeenCalledTimes(1)
  })
})
