import { describe, expect, it } from 'vitest'
import { WordEquations } from './word-equations.ts'

/**
 * As Word writes them: with properties between the letters, and attributes whose names are bound further out.
 */
const run = (text: string, properties = ''): string =>
  `<m:r>${properties && `<m:rPr>${properties}</m:rPr>`}<w:rPr><w:rFonts w:ascii="Cambria Math" w14:x="1"/></w:rPr><m:t>${text}</m:t></m:r>`
const part = (name: string, ...content: string[]): string => `<m:${name}>${content.join('')}</m:${name}>`
const say = (name: string, value: string): string => `<m:${name} m:val="${value}"/>`
const upright = say('sty', 'p')

const textOf = (equations: WordEquations, xml: string): string =>
  equations.putIn(equations.takeOut(xml).replaceAll(/<[^>]*>/g, ''))
const latexOf = (...content: string[]): string =>
  textOf(new WordEquations(), `<w:p>so ${part('oMath', ...content)}</w:p>`).slice('so '.length)

const square = part('sSup', part('e', run('b')), part('sup', run('2')))

describe('an equation of Word', () => {
  it.each([
    [
      'the quadratic formula',
      part(
        'f',
        part('fPr', '<m:ctrlPr/>'),
        part(
          'num',
          run('−b±'),
          part('rad', part('radPr', say('degHide', '1')), '<m:deg/>', part('e', square, run('−4ac'))),
        ),
        part('den', run('2a')),
      ),
      '\\frac{-b±\\sqrt{b^{2}-4ac}}{2a}',
    ],
    ['a cube root', part('rad', part('deg', run('3')), part('e', run('8'))), '\\sqrt[{3}]{8}'],
    [
      'a sum',
      part(
        'nary',
        part('naryPr', say('chr', '∑'), say('limLoc', 'undOvr')),
        part('sub', run('k=0')),
        part('sup', run('n')),
        part('e', run('k')),
      ),
      '\\sum\\limits_{k=0}^{n} k',
    ],
    [
      'an integral without limits',
      part(
        'nary',
        part('naryPr', say('subHide', '1'), say('supHide', '1')),
        part('e', run('x'), run('d', upright), run('x')),
      ),
      '\\int x\\mathrm{d}x',
    ],
    [
      'a limit',
      part(
        'func',
        part('fName', part('limLow', part('e', run('lim', upright)), part('lim', run('x→0')))),
        part('e', part('func', part('fName', run('sin', upright)), part('e', run('x')))),
      ),
      '\\lim_{x→0} \\sin x',
    ],
    [
      'cases',
      part(
        'd',
        part('dPr', say('begChr', '{'), say('endChr', '')),
        part('e', part('eqArr', part('e', run('x, &amp;x&gt;0')), part('e', run('−x, &amp;x≤0')))),
      ),
      '\\left\\{\\begin{aligned}x, &x\\gt 0 \\\\ -x, &x≤0\\end{aligned}\\right.',
    ],
    [
      'a matrix',
      part(
        'd',
        part('dPr', say('begChr', '['), say('endChr', ']')),
        part(
          'e',
          part(
            'm',
            part('mr', part('e', run('1')), part('e', run('0'))),
            part('mr', part('e', run('0')), part('e', run('1'))),
          ),
        ),
      ),
      '\\left[\\begin{matrix}1 & 0 \\\\ 0 & 1\\end{matrix}\\right]',
    ],
    [
      'a set',
      part(
        'd',
        part('dPr', say('begChr', '{'), say('endChr', '}')),
        part('e', run('x')),
        part('e', run('x&lt;1')),
      ),
      '\\left\\{x \\middle| x\\lt 1\\right\\}',
    ],
    [
      'a binomial',
      part(
        'd',
        part('e', part('f', part('fPr', say('type', 'noBar')), part('num', run('n')), part('den', run('k')))),
      ),
      '\\left(\\genfrac{}{}{0pt}{}{n}{k}\\right)',
    ],
    [
      'a vector of reals, and words',
      part('acc', part('accPr', say('chr', '\u20D7')), part('e', run('v'))) +
        run('∈') +
        run('R', say('scr', 'double-struck')) +
        run(' in 50% of {all}', '<m:nor/>'),
      '\\vec{v}∈\\mathbb{R}\\text{ in 50\\% of \\{all\\}}',
    ],
    [
      'both indices, and letters that come styled',
      part('sSubSup', part('e', run('𝑎')), part('sub', run('i,j')), part('sup', run('𝟐'))),
      'a_{i,j}^{2}',
    ],
    [
      'a labelled brace',
      part('limLow', part('e', part('groupChr', part('e', run('a+b')))), part('lim', run('c'))),
      '\\underbrace{a+b}_{c}',
    ],
    ['something new', part('noSuchThing', run('x')), 'x'],
  ])('is LaTeX: %s', (_, xml, latex) => {
    expect(latexOf(xml)).toBe(`\\(${latex}\\)`)
  })

  it('is on a line of its own if it is alone, with all its lines', () => {
    const xml = part(
      'oMathPara',
      part('oMathParaPr', say('jc', 'left')),
      part('oMath', run('a=1')),
      part('oMath', run('b=2')),
    )
    expect(textOf(new WordEquations(), xml)).toBe('$$\n\\begin{gathered}a=1 \\\\ b=2\\end{gathered}\n$$')
  })

  it('leaves nothing behind if it is empty', () => {
    const equations = new WordEquations()
    expect(textOf(equations, '<w:p>a<m:oMath/>b<m:oMath></m:oMath>c</w:p>')).toBe('abc')
  })

  it('keeps its letters if it is broken or too deep', () => {
    expect(latexOf('<m:f><m:num>', run('1'))).toBe('\\(1\\)')
    const deep = `${'<m:e>'.repeat(20_000)}${run('x')}${'</m:e>'.repeat(20_000)}`
    expect(latexOf(deep)).toBe('\\(x\\)')
  })

  it('needs an end, and a placeholder character in the text is no equation', () => {
    const open = '<w:p>a<m:oMath>b'
    expect(new WordEquations().takeOut(open)).toBe(open)
    expect(new WordEquations().putIn('a \uE0007\uE001 b')).toBe('a  b')
  })
})
